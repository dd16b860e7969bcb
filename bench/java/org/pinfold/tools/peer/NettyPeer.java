package org.pinfold.tools.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.internal.PlatformDependent;
import java.util.Optional;
import org.pinfold.netty.PinfoldByteBufAllocator;

/**
 * One of Netty's allocators of direct buffers, or Pinfold's for Netty. It cannot align: an aligned block is a larger
 * buffer used from an aligned address on.
 *
 * @param <A> the allocator's class
 */
public final class NettyPeer<A extends ByteBufAllocator & ByteBufAllocatorMetricProvider> extends ObjectPeer<ByteBuf> {
    /** The threads that use it. */
    public enum Threads {
        /** {@link FastThreadLocalThread}s, which alone get a cache of their own by default. */
        FAST,
        /** Such as most programs have. */
        PLAIN
    }

    private final A allocator;
    private final Threads threads;
    /** Where a slot's block begins in its buffer. */
    private final int[] offsets;

    public NettyPeer(int slots, A allocator, Threads threads) {
        super(slots);
        this.allocator = allocator;
        this.threads = threads;
        offsets = new int[slots];
    }

    @Override
    public ByteBuf malloc(long size) {
        return allocator.directBuffer((int) size);
    }

    @Override
    public void release(ByteBuf block) {
        block.release();
    }

    @Override
    public void putLong(ByteBuf block, long value) {
        block.setLong(0, value);
    }

    @Override
    public long address(ByteBuf block) {
        return block.memoryAddress();
    }

    @Override
    public void requireOwn(ByteBuf block, long size) {
        require(block.alloc() == allocator && block.isDirect() && block.capacity() == size && block.refCnt() == 1
                && allocator.metric().usedDirectMemory() >= size, block);
    }

    @Override
    public long allocateZeroed(int slot, long size) {
        long address = allocate(slot, size);
        block(slot).setZero(0, (int) size);
        return address;
    }

    @Override
    public long allocateAligned(int slot, long size, long alignment) {
        long start = allocate(slot, size + alignment - 1);
        long address = (start + alignment - 1) & -alignment;
        offsets[slot] = (int) (address - start);
        return address;
    }

    @Override
    public long resize(int slot, long oldSize, long size) {
        ByteBuf buffer = block(slot);
        if (offsets[slot] == 0) {
            buffer.capacity(Math.toIntExact(size));
            return buffer.memoryAddress();
        }
        long address = allocate(slot, size);
        Memory.copy(buffer.memoryAddress() + offsets[slot], address, Math.min(oldSize, size));
        offsets[slot] = 0;
        buffer.release();
        return address;
    }

    @Override
    public void free(int slot) {
        super.free(slot);
        offsets[slot] = 0;
    }

    @Override
    public Optional<CountedBlocks<?>> counted() {
        return Optional.of(new RetainedBuffers(allocator));
    }

    @Override
    public Thread newThread(Runnable task) {
        return threads == Threads.FAST ? new FastThreadLocalThread(task) : new Thread(task);
    }

    @Override
    public String identity() {
        ByteBuf probe = allocator.directBuffer(1);
        String buffer = probe.getClass().getName();
        probe.release();
        return allocator.getClass().getName() + " handing out " + buffer + ", "
                + (threads == Threads.FAST ? "FastThreadLocalThread" : "plain threads") + ", Unsafe "
                + (PlatformDependent.hasUnsafe() ? "on" : "off, Netty's default on this JDK");
    }

    @Override
    public void close() {
        if (allocator instanceof PinfoldByteBufAllocator pinfold) {
            pinfold.close();
        }
    }
}
