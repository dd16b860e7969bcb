package org.pinfold.heap;

import java.util.function.LongConsumer;

/**
 * A stack of free blocks of one class, used by one thread at a time.
 *
 * <p>Plain fields: a magazine belongs to the thread whose cache it is in, and passes to another only through an
 * atomic exchange of a spare slot or the transfer of a whole cache.
 */
final class Magazine {
    /** Holds nothing and takes nothing: the first use of a class takes the slow path, which replaces it. */
    static final Magazine NONE = new Magazine(0);

    final long[] blocks;
    int count;
    /** A block that a refill found to have another holder and left to it, or 0; for the caller to report and clear. */
    long foundTwice;

    Magazine(int capacity) {
        this.blocks = new long[capacity];
    }

    /** A larger one with the same blocks. */
    Magazine grown(int capacity) {
        Magazine larger = new Magazine(capacity);
        System.arraycopy(blocks, 0, larger.blocks, 0, count);
        larger.count = count;
        return larger;
    }

    boolean isFull() {
        return count == blocks.length;
    }

    /** Each block; by another thread than the owner only as far as it can see. */
    void forEach(LongConsumer action) {
        for (int i = Math.min(count, blocks.length) - 1; i >= 0; i--) {
            action.accept(blocks[i]);
        }
    }

    void push(long address) {
        blocks[count++] = address;
    }

    /** What it costs on the Java heap, in bytes. */
    long metadataBytes() {
        return blocks.length == 0 ? 0 : 40 + 8L * blocks.length;
    }
}
