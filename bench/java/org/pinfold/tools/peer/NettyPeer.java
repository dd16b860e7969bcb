package org.pinfold.tools.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.internal.PlatformDependent;

/**
 * One of Netty's allocators of direct buffers, used from {@link FastThreadLocalThread}s because only these get a cache
 * of their own by default. It cannot align: an aligned block is a larger buffer used from an aligned address on.
 */
public final class NettyPeer extends Peer {
    private final ByteBufAllocator allocator;
    private final ByteBuf[] buffers;
    private final long[] addresses;

    public NettyPeer(int slots, ByteBufAllocator allocator) {
        this.allocator = allocator;
        buffers = new ByteBuf[slots];
        addresses = new long[slots];
    }

    @Override
    public long allocate(int slot, long size) {
        ByteBuf buffer = allocator.directBuffer(Math.toIntExact(size));
        buffers[slot] = buffer;
        long address = buffer.memoryAddress();
        addresses[slot] = address;
        return address;
    }

    @Override
    public long allocateZeroed(int slot, long size) {
        long address = allocate(slot, size);
        buffers[slot].setZero(0, (int) size);
        return address;
    }

    @Override
    public long allocateAligned(int slot, long size, long alignment) {
        long start = allocate(slot, size + alignment - 1);
        long address = (start + alignment - 1) & -alignment;
        addresses[slot] = address;
        return address;
    }

    @Override
    public long resize(int slot, long oldSize, long size) {
        ByteBuf buffer = buffers[slot];
        if (addresses[slot] == buffer.memoryAddress()) {
            buffer.capacity(Math.toIntExact(size));
            addresses[slot] = buffer.memoryAddress();
        } else {
            long old = addresses[slot];
            Memory.copy(old, allocate(slot, size), Math.min(oldSize, size));
            buffer.release();
        }
        return addresses[slot];
    }

    @Override
    public void free(int slot) {
        buffers[slot].release();
        buffers[slot] = null;
    }

    @Override
    public Thread newThread(Runnable task) {
        return new FastThreadLocalThread(task);
    }

    @Override
    public String identity() {
        ByteBuf probe = allocator.directBuffer(1);
        String buffer = probe.getClass().getName();
        probe.release();
        return allocator.getClass().getName() + " handing out " + buffer + ", FastThreadLocalThread, Unsafe "
                + (PlatformDependent.hasUnsafe() ? "on" : "off, Netty's default on this JDK");
    }
}
