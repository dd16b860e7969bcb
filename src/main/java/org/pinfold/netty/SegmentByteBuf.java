package org.pinfold.netty;

import io.netty.buffer.AbstractReferenceCountedByteBuf;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

/**
 * The numbers of a buffer, seen through a segment.
 *
 * <p>Why a segment. A raw address would save one small object a buffer and the check of bounds and lifetime an access;
 * but reading it takes native access or {@code Unsafe}, it is as wild as in C where Netty's own checks are switched
 * off, and it outlives the heap. An NIO buffer is checked too, but has more fields to make for each buffer, and is made
 * when somebody asks for one. The segment's bounds hold whatever Netty's switches say, and in a heap with
 * {@link org.pinfold.Heap.Builder#guardedSampling()} some of these buffers die with their block.
 */
abstract class SegmentByteBuf extends AbstractReferenceCountedByteBuf {
    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT_LE = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT_LE = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG_LE = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** As long as the capacity; empty after the last release. */
    MemorySegment memory;

    SegmentByteBuf(int maxCapacity) {
        super(maxCapacity);
    }

    @Override
    protected byte _getByte(int index) {
        return memory.get(JAVA_BYTE, index);
    }

    @Override
    protected short _getShort(int index) {
        return memory.get(SHORT, index);
    }

    @Override
    protected short _getShortLE(int index) {
        return memory.get(SHORT_LE, index);
    }

    @Override
    protected int _getUnsignedMedium(int index) {
        return (memory.get(SHORT, index) & 0xffff) << Byte.SIZE | memory.get(JAVA_BYTE, index + 2L) & 0xff;
    }

    @Override
    protected int _getUnsignedMediumLE(int index) {
        return memory.get(SHORT_LE, index) & 0xffff | (memory.get(JAVA_BYTE, index + 2L) & 0xff) << Short.SIZE;
    }

    @Override
    protected int _getInt(int index) {
        return memory.get(INT, index);
    }

    @Override
    protected int _getIntLE(int index) {
        return memory.get(INT_LE, index);
    }

    @Override
    protected long _getLong(int index) {
        return memory.get(LONG, index);
    }

    @Override
    protected long _getLongLE(int index) {
        return memory.get(LONG_LE, index);
    }

    @Override
    protected void _setByte(int index, int value) {
        memory.set(JAVA_BYTE, index, (byte) value);
    }

    @Override
    protected void _setShort(int index, int value) {
        memory.set(SHORT, index, (short) value);
    }

    @Override
    protected void _setShortLE(int index, int value) {
        memory.set(SHORT_LE, index, (short) value);
    }

    @Override
    protected void _setMedium(int index, int value) {
        memory.set(SHORT, index, (short) (value >>> Byte.SIZE));
        memory.set(JAVA_BYTE, index + 2L, (byte) value);
    }

    @Override
    protected void _setMediumLE(int index, int value) {
        memory.set(SHORT_LE, index, (short) value);
        memory.set(JAVA_BYTE, index + 2L, (byte) (value >>> Short.SIZE));
    }

    @Override
    protected void _setInt(int index, int value) {
        memory.set(INT, index, value);
    }

    @Override
    protected void _setIntLE(int index, int value) {
        memory.set(INT_LE, index, value);
    }

    @Override
    protected void _setLong(int index, long value) {
        memory.set(LONG, index, value);
    }

    @Override
    protected void _setLongLE(int index, long value) {
        memory.set(LONG_LE, index, value);
    }
}
