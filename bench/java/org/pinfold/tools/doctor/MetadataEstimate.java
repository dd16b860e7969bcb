package org.pinfold.tools.doctor;

import org.pinfold.Heap;

/**
 * What a heap's records of its blocks take on the Java heap at most, by the formula that the README tells.
 *
 * <p>Of blocks to 64 KiB each takes two bytes for its link; each granule of it, which is the largest power of two that
 * divides its size, a state byte; and each 64 KiB of blocks the slab's object with its arrays, and an entry in two
 * tables. A larger block is a slab of its own.
 *
 * @param liveBytes blocks together
 * @param blockBytes the size of each, as the heap gives it
 */
record MetadataEstimate(long liveBytes, long blockBytes) {
    private static final long UNIT = 64 << 10;
    private static final long LINK = 2;
    private static final long SLAB = 150;
    private static final long TABLES = 5;

    /** For blocks that are asked for in this size. */
    static MetadataEstimate of(long liveBytes, long byteSize) {
        return new MetadataEstimate(liveBytes, Heap.goodSize(byteSize));
    }

    /** What one block takes. */
    double bytesPerBlock() {
        if (blockBytes > UNIT) {
            return LINK + SLAB + (double) blockBytes / UNIT * TABLES;
        }
        double granules = (double) blockBytes / Long.lowestOneBit(blockBytes);
        return LINK + granules + (double) blockBytes / UNIT * (SLAB + TABLES);
    }

    /** What all blocks take. */
    long bytes() {
        return Math.round((double) liveBytes / blockBytes * bytesPerBlock());
    }

    /** The same as part of the live bytes. */
    double share() {
        return bytesPerBlock() / blockBytes;
    }
}
