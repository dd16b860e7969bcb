package org.pinfold.tools.variants;

import org.pinfold.Heap;
import org.pinfold.tools.trace.Trace;

/**
 * What a header takes under a recorded trace: the largest sum of the sizes of live blocks, in bytes, blocks being as
 * large as the heap makes them for the sizes asked for.
 *
 * @param trace the trace's name
 * @param without with no header
 * @param shared with one byte that is the last one of the block before, all blocks being laid out 15 bytes later
 * @param apart with 16 bytes, or the alignment asked for if that is more, in front of what the user gets
 */
public record HeaderMemory(String trace, long without, long shared, long apart) {
    private static final long MALLOC_ALIGNMENT = 16;
    /** A block may begin anywhere in a slab of its class up to this alignment; beyond, it is placed. */
    private static final long LARGEST_CLASS_ALIGNMENT = 1 << 16;

    public static HeaderMemory of(Trace trace) {
        return new HeaderMemory(trace.name(),
                peak(trace, HeaderMemory::blockBytes),
                peak(trace, (size, alignment) -> blockBytes(size + 1, alignment)),
                peak(trace, (size, alignment) -> blockBytes(size + Math.max(alignment, MALLOC_ALIGNMENT), alignment)));
    }

    @FunctionalInterface
    private interface Layout {
        long blockBytes(long size, long alignment);
    }

    private static long peak(Trace trace, Layout layout) {
        long[] blocks = new long[trace.slots()];
        long live = 0;
        long peak = 0;
        for (int event = 0; event < trace.events(); event++) {
            int slot = trace.slot(event);
            long bytes = trace.kind(event) == Trace.FREE
                    ? 0 : layout.blockBytes(trace.size(event), trace.alignment(event));
            live += bytes - blocks[slot];
            blocks[slot] = bytes;
            peak = Math.max(peak, live);
        }
        return peak;
    }

    /** The smallest block that is large enough and a multiple of its alignment. */
    private static long blockBytes(long size, long alignment) {
        long multiple = Math.min(alignment, LARGEST_CLASS_ALIGNMENT);
        long bytes = Heap.goodSize(size);
        while (bytes % multiple != 0) {
            bytes = Heap.goodSize(bytes + 1);
        }
        return bytes;
    }
}
