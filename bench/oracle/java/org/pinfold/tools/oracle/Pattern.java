package org.pinfold.tools.oracle;

/**
 * What a stamped block of less than 2 GiB contains: the stamp mixed with the offset, in each of its words; in blocks
 * above two pages, in the first and last page and one word every 64 bytes between.
 */
public final class Pattern {
    private static final int PAGE = 4096;
    private static final int DENSE = Long.BYTES;
    private static final int SPARSE = 64;
    private static final int NONE = -1;

    private Pattern() {
    }

    /** Fills a block. */
    public static void write(long address, long size, long stamp) {
        int words = words(size);
        int sparse = sparse(words);
        int last = last(words);
        write(address, 0, sparse, DENSE, stamp);
        write(address, sparse, last, SPARSE, stamp);
        write(address, last, words, DENSE, stamp);
        for (int offset = words; offset < size; offset++) {
            Raw.putByte(address + offset, (byte) word(stamp, offset));
        }
    }

    /** The offset of a byte that does not contain what was written, or of its word; -1 if there is none. */
    public static long firstWrong(long address, long size, long stamp) {
        return firstWrong(address, size, size, stamp);
    }

    /** The same for the first {@code kept} bytes of a block that {@code size} bytes were written to. */
    static long firstWrong(long address, long kept, long size, long stamp) {
        int words = words(size);
        int keptWords = words(kept);
        int sparse = sparse(words);
        int last = last(words);
        int wrong = firstWrong(address, 0, Math.min(sparse, keptWords), DENSE, stamp);
        if (wrong == NONE) {
            wrong = firstWrong(address, sparse, Math.min(last, keptWords), SPARSE, stamp);
        }
        if (wrong == NONE) {
            wrong = firstWrong(address, last, keptWords, DENSE, stamp);
        }
        for (int offset = words; wrong == NONE && offset < kept; offset++) {
            wrong = Raw.getByte(address + offset) == (byte) word(stamp, offset) ? NONE : offset;
        }
        return wrong;
    }

    private static int words(long size) {
        return (int) size & -Long.BYTES;
    }

    /** Where the words end that stand one beside the other. */
    private static int sparse(int words) {
        return words > 2 * PAGE ? PAGE : words;
    }

    /** Where they begin again. */
    private static int last(int words) {
        return words > 2 * PAGE ? words - PAGE : words;
    }

    private static void write(long address, int from, int to, int step, long stamp) {
        for (int offset = from; offset < to; offset += step) {
            Raw.putLong(address + offset, word(stamp, offset));
        }
    }

    private static int firstWrong(long address, int from, int to, int step, long stamp) {
        for (int offset = from; offset < to; offset += step) {
            if (Raw.getLong(address + offset) != word(stamp, offset)) {
                return offset;
            }
        }
        return NONE;
    }

    private static long word(long stamp, int offset) {
        return (stamp + offset) * 0x9E37_79B9_7F4A_7C15L;
    }
}
