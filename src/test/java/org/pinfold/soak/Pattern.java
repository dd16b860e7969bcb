package org.pinfold.soak;

import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

/**
 * What a stamped block contains: the stamp mixed with the offset, in each of its words; in blocks above a page, in the
 * first and last page and one word every 64 bytes between.
 */
final class Pattern {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final int PAGE = 4096;
    private static final int SPARSE = 64;

    private Pattern() {
    }

    static void write(long address, int size, long stamp) {
        for (int offset = 0; offset + Long.BYTES <= size; offset += step(offset, size)) {
            MEMORY.set(JAVA_LONG_UNALIGNED, address + offset, word(stamp, offset));
        }
        for (int offset = size & -Long.BYTES; offset < size; offset++) {
            MEMORY.set(JAVA_BYTE, address + offset, (byte) word(stamp, offset));
        }
    }

    /** The offset of a byte that does not contain what was written, or -1. */
    static long firstWrong(long address, int size, long stamp) {
        for (int offset = 0; offset + Long.BYTES <= size; offset += step(offset, size)) {
            if (MEMORY.get(JAVA_LONG_UNALIGNED, address + offset) != word(stamp, offset)) {
                return offset;
            }
        }
        for (int offset = size & -Long.BYTES; offset < size; offset++) {
            if (MEMORY.get(JAVA_BYTE, address + offset) != (byte) word(stamp, offset)) {
                return offset;
            }
        }
        return -1;
    }

    private static int step(int offset, int size) {
        return offset < PAGE || offset >= (size & -Long.BYTES) - PAGE ? Long.BYTES : SPARSE;
    }

    private static long word(long stamp, int offset) {
        return (stamp + offset) * 0x9E37_79B9_7F4A_7C15L;
    }
}
