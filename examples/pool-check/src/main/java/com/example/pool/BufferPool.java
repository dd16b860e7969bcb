package com.example.pool;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fixed number of direct buffers, lent and given back without a lock.
 *
 * <p>Free buffers are a stack of indices. Its top is one word, {@code [changes: 32 | index + 1: 32]}; the count of
 * changes keeps a compareAndSet from taking a top that was popped and pushed again meanwhile for the old one.
 */
public final class BufferPool {
    private static final int FREE = 0;
    private static final int LENT = 1;
    private static final long ONE_CHANGE = 1L << 32;

    private final Buffer[] buffers;
    /** Below each free buffer: index + 1, or 0. */
    private final AtomicIntegerArray below;
    private final AtomicIntegerArray states;
    private final AtomicLong top = new AtomicLong();

    /** Makes a pool of buffers of one size. */
    public BufferPool(int count, int size) {
        buffers = new Buffer[count];
        below = new AtomicIntegerArray(count);
        states = new AtomicIntegerArray(count);
        for (int index = 0; index < count; index++) {
            buffers[index] = new Buffer(index, ByteBuffer.allocateDirect(size));
            push(index);
        }
    }

    /** A buffer of the pool; what is in it is whatever the last user left. */
    public record Buffer(int index, ByteBuffer bytes) {
    }

    /** Lends a buffer, or answers null if all are lent. */
    public Buffer tryLend() {
        while (true) {
            long word = top.get();
            int index = (int) word - 1;
            if (index < 0) {
                return null;
            }
            long next = (word & -ONE_CHANGE) + ONE_CHANGE | below.get(index);
            if (top.compareAndSet(word, next)) {
                states.set(index, LENT);
                return buffers[index];
            }
        }
    }

    /**
     * Takes a buffer back.
     *
     * @throws IllegalStateException if it is not lent
     */
    public void giveBack(Buffer buffer) {
        if (!states.compareAndSet(buffer.index(), LENT, FREE)) {
            throw new IllegalStateException("buffer " + buffer.index() + " is not lent");
        }
        push(buffer.index());
    }

    private void push(int index) {
        while (true) {
            long word = top.get();
            below.set(index, (int) word);
            if (top.compareAndSet(word, (word & -ONE_CHANGE) + ONE_CHANGE | index + 1)) {
                return;
            }
        }
    }

    /** How many buffers are lent; about right while the pool is in use. */
    public int lent() {
        int count = 0;
        for (int index = 0; index < buffers.length; index++) {
            count += states.get(index);
        }
        return count;
    }
}
