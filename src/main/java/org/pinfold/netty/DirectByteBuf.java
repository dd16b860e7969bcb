package org.pinfold.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * A buffer in a block of a heap: how it comes, grows, goes, and moves many bytes.
 *
 * <p>The object is not used again, so that who keeps it beyond its release never meets another's content. Its block is
 * freed once: Netty's count calls {@link #deallocate} for the one release that ends it, and from then on the segment is
 * the empty one.
 *
 * <p>As with every Netty buffer, fields are plain: whoever hands a buffer to another thread does so by something that
 * orders the one's accesses before the other's.
 */
final class DirectByteBuf extends SegmentByteBuf {
    private static final int COPY_BYTES = 1 << 13;

    private final PinfoldByteBufAllocator alloc;
    private int capacity;
    /** All of the memory, with a position and limit for one use at a time; null until somebody asks. */
    private ByteBuffer internal;

    DirectByteBuf(PinfoldByteBufAllocator alloc, int capacity, int maxCapacity) {
        super(maxCapacity);
        this.alloc = alloc;
        this.capacity = capacity;
        // The last: where the Java heap has no room for the buffer's parts, no block is lost.
        memory = alloc.heap().allocate(capacity);
    }

    @Override
    protected void deallocate() {
        MemorySegment block = memory;
        memory = MemorySegment.NULL;
        internal = null;
        alloc.heap().free(block);
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public ByteBuf capacity(int newCapacity) {
        checkNewCapacity(newCapacity);
        if (newCapacity != capacity) {
            memory = alloc.heap().realloc(memory, newCapacity);
            internal = null;
            capacity = newCapacity;
            trimIndicesToCapacity(newCapacity);
        }
        return this;
    }

    @Override
    public ByteBufAllocator alloc() {
        return alloc;
    }

    @Override
    @Deprecated
    public ByteOrder order() {
        return ByteOrder.BIG_ENDIAN;
    }

    @Override
    public ByteBuf unwrap() {
        return null;
    }

    @Override
    public boolean isDirect() {
        return true;
    }

    @Override
    public boolean isContiguous() {
        return true;
    }

    @Override
    public boolean hasArray() {
        return false;
    }

    @Override
    public byte[] array() {
        throw new UnsupportedOperationException("a direct buffer has no array");
    }

    @Override
    public int arrayOffset() {
        throw new UnsupportedOperationException("a direct buffer has no array");
    }

    @Override
    public boolean hasMemoryAddress() {
        return true;
    }

    @Override
    public long memoryAddress() {
        ensureAccessible();
        return memory.address();
    }

    /** What is neither an array nor of this kind, such as a composite, knows how to take bytes out of an NIO view. */
    @Override
    public ByteBuf getBytes(int index, ByteBuf target, int targetIndex, int length) {
        checkDstIndex(index, length, targetIndex, target.capacity());
        if (target.hasArray()) {
            return getBytes(index, target.array(), target.arrayOffset() + targetIndex, length);
        }
        if (target instanceof DirectByteBuf direct) {
            direct.ensureAccessible();
            MemorySegment.copy(memory, index, direct.memory, targetIndex, length);
        } else {
            target.setBytes(targetIndex, view(index, length));
        }
        return this;
    }

    @Override
    public ByteBuf getBytes(int index, byte[] target, int targetIndex, int length) {
        checkDstIndex(index, length, targetIndex, target.length);
        MemorySegment.copy(memory, JAVA_BYTE, index, target, targetIndex, length);
        return this;
    }

    @Override
    public ByteBuf getBytes(int index, ByteBuffer target) {
        checkIndex(index, target.remaining());
        target.put(view(index, target.remaining()));
        return this;
    }

    @Override
    public ByteBuf getBytes(int index, OutputStream out, int length) throws IOException {
        checkIndex(index, length);
        byte[] copy = new byte[Math.min(length, COPY_BYTES)];
        for (int done = 0; done < length; done += copy.length) {
            int count = Math.min(length - done, copy.length);
            MemorySegment.copy(memory, JAVA_BYTE, index + done, copy, 0, count);
            out.write(copy, 0, count);
        }
        return this;
    }

    @Override
    public int getBytes(int index, GatheringByteChannel out, int length) throws IOException {
        return out.write(nioBuffer(index, length));
    }

    @Override
    public int getBytes(int index, FileChannel out, long position, int length) throws IOException {
        return out.write(nioBuffer(index, length), position);
    }

    @Override
    public ByteBuf setBytes(int index, ByteBuf source, int sourceIndex, int length) {
        checkSrcIndex(index, length, sourceIndex, source.capacity());
        if (source.hasArray()) {
            return setBytes(index, source.array(), source.arrayOffset() + sourceIndex, length);
        }
        if (source instanceof DirectByteBuf direct) {
            direct.ensureAccessible();
            MemorySegment.copy(direct.memory, sourceIndex, memory, index, length);
        } else {
            source.getBytes(sourceIndex, view(index, length));
        }
        return this;
    }

    @Override
    public ByteBuf setBytes(int index, byte[] source, int sourceIndex, int length) {
        checkSrcIndex(index, length, sourceIndex, source.length);
        MemorySegment.copy(source, sourceIndex, memory, JAVA_BYTE, index, length);
        return this;
    }

    @Override
    public ByteBuf setBytes(int index, ByteBuffer source) {
        checkIndex(index, source.remaining());
        view(index, source.remaining()).put(source);
        return this;
    }

    /** Reads once, as much as there is. */
    @Override
    public int setBytes(int index, InputStream in, int length) throws IOException {
        checkIndex(index, length);
        byte[] copy = new byte[length];
        int read = in.read(copy, 0, length);
        if (read > 0) {
            MemorySegment.copy(copy, 0, memory, JAVA_BYTE, index, read);
        }
        return read;
    }

    @Override
    public int setBytes(int index, ScatteringByteChannel in, int length) throws IOException {
        try {
            return in.read(internalNioBuffer(index, length));
        } catch (ClosedChannelException e) {
            return -1;
        }
    }

    @Override
    public int setBytes(int index, FileChannel in, long position, int length) throws IOException {
        try {
            return in.read(internalNioBuffer(index, length), position);
        } catch (ClosedChannelException e) {
            return -1;
        }
    }

    @Override
    public ByteBuf copy(int index, int length) {
        checkIndex(index, length);
        return alloc.directBuffer(length, maxCapacity()).writeBytes(this, index, length);
    }

    @Override
    public int nioBufferCount() {
        return 1;
    }

    @Override
    public ByteBuffer nioBuffer(int index, int length) {
        checkIndex(index, length);
        return view(index, length);
    }

    @Override
    public ByteBuffer[] nioBuffers(int index, int length) {
        return new ByteBuffer[] {nioBuffer(index, length)};
    }

    @Override
    public ByteBuffer internalNioBuffer(int index, int length) {
        checkIndex(index, length);
        ByteBuffer all = internal;
        if (all == null) {
            all = memory.asByteBuffer();
            internal = all;
        }
        return all.limit(index + length).position(index);
    }

    private ByteBuffer view(int index, int length) {
        return memory.asSlice(index, length).asByteBuffer();
    }
}
