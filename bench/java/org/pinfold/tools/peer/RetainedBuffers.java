package org.pinfold.tools.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Netty's: each of its buffers has a count, which owners and users have a part in alike. */
record RetainedBuffers(ByteBufAllocator allocator) implements CountedBlocks<ByteBuf> {
    @Override
    public ByteBuf allocate(long size) {
        return allocator.directBuffer((int) size);
    }

    @Override
    public void pin(ByteBuf block) {
        block.retain();
    }

    @Override
    public long getLong(ByteBuf block) {
        return block.getLong(0);
    }

    @Override
    public void putLong(ByteBuf block, long value) {
        block.setLong(0, value);
    }

    @Override
    public void unpin(ByteBuf block) {
        block.release();
    }

    @Override
    public void free(ByteBuf block) {
        block.release();
    }
}
