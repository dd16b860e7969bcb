package org.pinfold.faults;

import org.pinfold.os.RawMemory;

/**
 * What a block contains: in its first and last page each word, between them a word a page, or one in every unit of a
 * large block, as pages go and come in larger pieces.
 */
final class Stamp {
    private static final int PAGE = 1 << 12;
    private static final int UNIT = 1 << 16;

    private Stamp() {
    }

    static void write(long address, int bytes, long stamp) {
        for (int at = 0; at + Long.BYTES <= bytes; at = next(at, bytes)) {
            RawMemory.putLong(address + at, word(stamp, at));
        }
    }

    /** Whether the first {@code kept} bytes are those of a block of so many bytes that was written. */
    static boolean isKept(long address, int kept, int bytes, long stamp) {
        for (int at = 0; at + Long.BYTES <= Math.min(kept, bytes); at = next(at, bytes)) {
            if (RawMemory.getLong(address + at) != word(stamp, at)) {
                return false;
            }
        }
        return true;
    }

    private static int next(int at, int bytes) {
        int end = bytes & -Long.BYTES;
        if (at < PAGE - Long.BYTES || at >= end - PAGE) {
            return at + Long.BYTES;
        }
        return Math.min(at + (bytes > 4 * UNIT ? UNIT : PAGE), end - PAGE);
    }

    private static long word(long stamp, int at) {
        return (stamp + at) * 0x9E37_79B9_7F4A_7C15L;
    }
}
