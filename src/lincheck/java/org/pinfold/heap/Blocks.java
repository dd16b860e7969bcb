package org.pinfold.heap;

import java.util.ArrayDeque;
import java.util.Deque;

/** The blocks that a thread has from one operation to the next, last in first out; for that thread alone. */
final class Blocks {
    /**
     * One of them.
     *
     * @param address 0 if there was no memory
     * @param bytes its size
     * @param content what its user has written
     */
    record Block(long address, long bytes, int content) {
    }

    private final Deque<Block> stack = new ArrayDeque<>();
    private final int thread;
    private int contents;

    Blocks(int thread) {
        this.thread = thread;
    }

    /** What no thread has written before; not zero. */
    int newContent() {
        return 8 * ++contents + thread;
    }

    boolean isEmpty() {
        return stack.isEmpty();
    }

    void push(Block block) {
        stack.push(block);
    }

    Block peek() {
        return stack.peek();
    }

    Block pop() {
        return stack.pop();
    }

    /** How many there are memory for. */
    long count() {
        return stack.stream().filter(block -> block.address() != 0).count();
    }
}
