package org.pinfold.netty;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The arrays of buffers on the Java heap. Of large ones, which the collector would have to find room for and the VM to
 * clear, a few wait for a buffer of the same length: one array to a slot, which is only ever exchanged.
 */
final class Arrays {
    /** Below, a new array is as cheap as the exchange. */
    private static final int LEAST = 1 << 14;
    private static final int MOST = 1 << 21;
    /** So no more waits than eight of the longest: 16 MiB. */
    private static final int SLOTS = 8;

    private final AtomicReferenceArray<byte[]> waiting = new AtomicReferenceArray<>(SLOTS);
    private final LongAdder used = new LongAdder();

    /** An array of this length; its content is arbitrary. */
    byte[] take(int length) {
        byte[] array = isKept(length) ? find(length) : new byte[length];
        used.add(length);
        return array;
    }

    private byte[] find(int length) {
        byte[] array = waiting.getAndSet(slot(length), null);
        return array != null && array.length == length ? array : new byte[length];
    }

    /** Takes back an array that nobody uses any more. */
    void giveBack(byte[] array) {
        used.add(-array.length);
        if (isKept(array.length)) {
            waiting.set(slot(array.length), array);
        }
    }

    /** The lengths of all arrays that were taken and not given back. */
    long usedBytes() {
        return used.sum();
    }

    private static boolean isKept(int length) {
        return length >= LEAST && length <= MOST;
    }

    /** Lengths that differ by a factor of two, as those of growing buffers do, have different slots. */
    private static int slot(int length) {
        return Integer.numberOfLeadingZeros(length) % SLOTS;
    }
}
