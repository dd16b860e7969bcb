package org.pinfold.tools.peer;

import java.lang.foreign.ValueLayout;
import org.pinfold.Heap;
import org.pinfold.SharedBlock;

/** Pinfold's, without the objects that pins may be. */
record PinnedBlocks(Heap heap) implements CountedBlocks<SharedBlock> {
    @Override
    public SharedBlock allocate(long size) {
        return heap.allocateShared(size, PinfoldHeap.ALIGNMENT);
    }

    @Override
    public void pin(SharedBlock block) {
        if (!block.tryPin()) {
            throw new IllegalStateException("freed before: " + block);
        }
    }

    @Override
    public long getLong(SharedBlock block) {
        return block.segment().get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
    }

    @Override
    public void putLong(SharedBlock block, long value) {
        block.segment().set(ValueLayout.JAVA_LONG_UNALIGNED, 0, value);
    }

    @Override
    public void unpin(SharedBlock block) {
        block.unpin();
    }

    @Override
    public void free(SharedBlock block) {
        block.free();
    }
}
