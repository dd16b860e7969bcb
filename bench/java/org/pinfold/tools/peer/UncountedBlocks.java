package org.pinfold.tools.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** For the empty loops: segments that nobody counts the users of, and that are never freed. */
record UncountedBlocks() implements CountedBlocks<MemorySegment> {
    @Override
    public MemorySegment allocate(long size) {
        return Arena.global().allocate(size);
    }

    @Override
    public void pin(MemorySegment block) {
    }

    @Override
    public long getLong(MemorySegment block) {
        return block.get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
    }

    @Override
    public void putLong(MemorySegment block, long value) {
        block.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, value);
    }

    @Override
    public void unpin(MemorySegment block) {
    }

    @Override
    public void free(MemorySegment block) {
    }
}
