package org.pinfold.tools.replay;

import org.pinfold.tools.peer.Memory;

/**
 * The bytes a checked replay writes into a block: a function of the block's slot, of a serial number that no other
 * allocation of the replay has, and of the position in the block. A byte that another block wrote, that an older
 * block left or that moved within its block therefore shows.
 */
public final class BlockPattern {
    /** Mixed into each pattern; the same in all replays, so that a failure repeats. */
    public static final long SEED = 0x50494E464F4C44L;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long INTACT = -1;

    private BlockPattern() {
    }

    /** The pattern's first word. */
    static long of(int slot, long serial) {
        return mix(SEED + slot * GOLDEN + serial);
    }

    static void fill(long address, long size, long pattern) {
        long offset = 0;
        for (; offset <= size - Long.BYTES; offset += Long.BYTES) {
            Memory.putLong(address + offset, word(pattern, offset));
        }
        for (; offset < size; offset++) {
            Memory.putByte(address + offset, tail(pattern, offset));
        }
    }

    /** The offset of the first of {@code size} bytes that is not as filled, or a negative number. */
    static long firstCorrupted(long address, long size, long pattern) {
        long offset = 0;
        for (; offset <= size - Long.BYTES; offset += Long.BYTES) {
            long difference = Memory.getLong(address + offset) ^ word(pattern, offset);
            if (difference != 0) {
                return offset + Long.numberOfTrailingZeros(difference) / Byte.SIZE;
            }
        }
        for (; offset < size; offset++) {
            if (Memory.getByte(address + offset) != tail(pattern, offset)) {
                return offset;
            }
        }
        return INTACT;
    }

    /** The offset of the first of {@code size} bytes that is not 0, or a negative number. */
    static long firstNonZero(long address, long size) {
        long offset = 0;
        for (; offset <= size - Long.BYTES; offset += Long.BYTES) {
            long word = Memory.getLong(address + offset);
            if (word != 0) {
                return offset + Long.numberOfTrailingZeros(word) / Byte.SIZE;
            }
        }
        for (; offset < size; offset++) {
            if (Memory.getByte(address + offset) != 0) {
                return offset;
            }
        }
        return INTACT;
    }

    private static long word(long pattern, long offset) {
        return pattern + offset * GOLDEN;
    }

    /** The byte at {@code offset} of the word that would stand there, so a prefix of a pattern is that prefix. */
    private static byte tail(long pattern, long offset) {
        long start = offset & -Long.BYTES;
        return (byte) (word(pattern, start) >>> ((offset - start) * Byte.SIZE));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
