package org.pinfold.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;

/** A buffer on the Java heap: Netty's own, with arrays that are counted and used again. */
final class ArrayByteBuf extends UnpooledHeapByteBuf {
    private final Arrays arrays;

    ArrayByteBuf(ByteBufAllocator alloc, Arrays arrays, int initialCapacity, int maxCapacity) {
        super(alloc, arrays.take(initialCapacity), maxCapacity);
        this.arrays = arrays;
        setIndex(0, 0);
    }

    @Override
    protected byte[] allocateArray(int length) {
        return arrays.take(length);
    }

    @Override
    protected void freeArray(byte[] array) {
        arrays.giveBack(array);
    }
}
