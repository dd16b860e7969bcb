package org.pinfold.migration;

import static org.lwjgl.system.MemoryUtil.memGetLong;
import static org.lwjgl.system.MemoryUtil.memPutLong;
import static org.lwjgl.system.jemalloc.JEmalloc.nje_free;
import static org.lwjgl.system.jemalloc.JEmalloc.nje_malloc;

/** Nodes from LWJGL's jemalloc. */
final class StackBefore implements Stack {
    private long top;

    // region push-and-pop
    @Override
    public void push(long value) {
        long node = nje_malloc(16);
        if (node == 0) {
            throw new OutOfMemoryError("no memory for a node");
        }
        memPutLong(node, top);
        memPutLong(node + 8, value);
        top = node;
    }

    @Override
    public long pop() {
        long node = top;
        long value = node == 0 ? 0 : memGetLong(node + 8);
        top = node == 0 ? 0 : memGetLong(node);
        nje_free(node);
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
