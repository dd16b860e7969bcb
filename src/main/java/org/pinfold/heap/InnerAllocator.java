package org.pinfold.heap;

/** The blocks of a heap as they are, for a {@link Detour} that hands them on. */
final class InnerAllocator extends Allocator {
    private static final long MOST = Long.MAX_VALUE >>> 1;

    InnerAllocator(HeapCore core) {
        super(core, new BlockMemory(core.range(), core.isMapped()), null);
    }

    /** Whether sizes and alignments of that order can be added up; there is no memory for others. */
    static boolean areOrdinary(long byteSize, long byteAlignment) {
        return byteSize >= 0 && byteSize < MOST >>> 1 && byteAlignment < MOST >>> 1;
    }
}
