package org.pinfold.migration;

import org.pinfold.Heap;

import static org.lwjgl.system.MemoryUtil.memGetLong;
import static org.lwjgl.system.MemoryUtil.memPutLong;

/** Nodes from a heap; who reads and writes them is still LWJGL. */
final class StackAfter implements Stack {
    private final Heap heap;
    private long top;

    StackAfter(Heap heap) {
        this.heap = heap;
    }

    // region push-and-pop
    @Override
    public void push(long value) {
        long node = heap.malloc(16);                        // throws OutOfMemoryError itself
        memPutLong(node, top);
        memPutLong(node + 8, value);
        top = node;
    }

    @Override
    public long pop() {
        long node = top;
        long value = node == 0 ? 0 : memGetLong(node + 8);
        top = node == 0 ? 0 : memGetLong(node);
        heap.free(node);                                    // of 0: nothing, as before
        return value;
    }
    // endregion

    @Override
    public void close() {
        while (top != 0) {
            pop();
        }
    }
}
