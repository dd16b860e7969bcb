package org.pinfold.migration;

import static org.jctools.util.UnsafeAccess.UNSAFE;

@SuppressWarnings("removal")
// region class
final class LongsBefore implements Longs {
    private long capacity = 16;
    private long size;
    private long address = UNSAFE.allocateMemory(8 * capacity);

    @Override
    public void add(long value) {
        if (size == capacity) {
            capacity *= 2;
            address = UNSAFE.reallocateMemory(address, 8 * capacity);
        }
        UNSAFE.putLong(address + 8 * size++, value);
    }

    @Override
    public long get(long index) {
        return UNSAFE.getLong(address + 8 * index);         // whatever the index is
    }

    @Override
    public void close() {
        UNSAFE.freeMemory(address);
    }
}
// endregion
