package org.pinfold.tools.threads;

/**
 * A few blocks of 16 to 1039 bytes, one of which, by chance, is replaced in each operation: freed, and another
 * allocated. For one thread at a time. Nothing is written to the blocks, so that what an operation costs is the
 * allocator's.
 */
final class WorkingSet {
    /** How many blocks. */
    static final int BLOCKS = 16;
    /** The most that one of them has, in bytes. */
    static final int LARGEST = 16 + 1023;

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final Blocks blocks;
    private final long[] addresses = new long[BLOCKS];
    private long random;

    WorkingSet(Blocks blocks, long seed) {
        this.blocks = blocks;
        this.random = seed * GOLDEN | 1;
    }

    /** Allocates all blocks. */
    void fill() {
        for (int block = 0; block < BLOCKS; block++) {
            addresses[block] = blocks.malloc(size(next()));
        }
    }

    /** Does so many operations. */
    void replace(int operations) {
        for (int operation = 0; operation < operations; operation++) {
            long number = next();
            int block = (int) number & BLOCKS - 1;
            blocks.free(addresses[block]);
            addresses[block] = blocks.malloc(size(number));
        }
    }

    /** Frees all blocks. */
    void empty() {
        for (int block = 0; block < BLOCKS; block++) {
            blocks.free(addresses[block]);
        }
    }

    private static long size(long number) {
        return 16 + (number >>> 8 & 1023);
    }

    /** Marsaglia's xorshift: enough for sizes, and no more than a few instructions. */
    private long next() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return random;
    }
}
