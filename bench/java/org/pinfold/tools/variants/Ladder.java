package org.pinfold.tools.variants;

import java.util.Arrays;
import org.pinfold.Heap;

/** The sizes of blocks that variants use, numbered from 0: a number that fits into a header of one byte. */
final class Ladder {
    /** The largest block, in bytes. */
    static final int LARGEST = (int) Heap.goodSize(Variant.LARGEST_REQUEST + HeaderVariant.HEADROOM);

    private static final int GRANULE_SHIFT = 4;
    private static final int[] BYTES;
    /** By block size in units of 16 bytes. */
    private static final byte[] NUMBERS = new byte[(LARGEST >>> GRANULE_SHIFT) + 1];

    static {
        int[] bytes = new int[NUMBERS.length];
        int count = 0;
        for (int size = (int) Heap.goodSize(1); size <= LARGEST; size = (int) Heap.goodSize(size + 1)) {
            NUMBERS[size >>> GRANULE_SHIFT] = (byte) count;
            bytes[count++] = size;
        }
        BYTES = Arrays.copyOf(bytes, count);
    }

    private Ladder() {
    }

    static byte number(int blockBytes) {
        return NUMBERS[blockBytes >>> GRANULE_SHIFT];
    }

    static int bytes(byte number) {
        return BYTES[number & 0xff];
    }
}
