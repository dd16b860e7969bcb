package org.pinfold;

import org.pinfold.os.RawMemory;

/**
 * How segments of an arena are cut from runs, which are blocks of its heap. The first run is small, since most arenas
 * are; each further one is twice as large, up to a bound. What would take more than a quarter of the next run is a
 * block of its own, which bounds how much of a run is given up for the next one.
 */
final class Cut {
    /** What segments are aligned to at least, and what is zeroed at once, in bytes. */
    static final long GRANULE = Long.BYTES;
    static final long FIRST_RUN = 1 << 11;

    private static final long LARGEST_RUN = 1 << 16;
    private static final long CACHE_LINE = 64;
    private static final int PARTS = 4;
    private static final long BLOCK_ALIGNMENT = 16;

    private Cut() {
    }

    static void requireSizeAndAlignment(long byteSize, long byteAlignment) {
        Heap.requireSize(byteSize);
        Heap.requireAlignment(byteAlignment);
    }

    /**
     * What a segment of so many bytes takes: at least one granule, so that empty ones have addresses of their own.
     *
     * @throws OutOfMemoryError if that is more than can be addressed
     */
    static long bytes(long byteSize) {
        if (byteSize > Long.MAX_VALUE - GRANULE) {
            throw new OutOfMemoryError("a segment of " + byteSize + " bytes");
        }
        return Math.max(byteSize + GRANULE - 1 & -GRANULE, GRANULE);
    }

    /**
     * Where segments may begin in the first run: not where it does, which is what {@code free} takes, and so that what
     * is zeroed begins with a cache line.
     */
    static long startOfFirst(long run) {
        return run + CACHE_LINE;
    }

    /** The first address from here on with this alignment, a power of two. */
    static long start(long address, long alignment) {
        return address + alignment - 1 & -alignment;
    }

    /** Whether it is a block of its own where a run of so many bytes would have to be begun for it. */
    static boolean isLarge(long bytes, long alignment, long runBytes) {
        return bytes > runBytes / PARTS || alignment > runBytes / PARTS;
    }

    /** How large the run is that comes after one of so many bytes. */
    static long nextRun(long runBytes) {
        return Math.min(2 * runBytes, LARGEST_RUN);
    }

    /** A block for a segment of so many bytes, all of which are zero. */
    static long zeroedBlock(Heap heap, long bytes, long alignment) {
        if (alignment <= BLOCK_ALIGNMENT) {
            return heap.calloc(bytes);
        }
        long address = heap.alignedAlloc(alignment, bytes);
        RawMemory.zero(address, bytes);
        return address;
    }
}
