package org.pinfold.migration;

import static org.jctools.util.UnsafeAccess.UNSAFE;

@SuppressWarnings("removal")
// region class
final class CountersBefore implements Counters {
    private final long address;

    CountersBefore(int count) {
        address = UNSAFE.allocateMemory(8L * count);
        UNSAFE.setMemory(address, 8L * count, (byte) 0);
    }

    @Override
    public long increment(int counter) {
        return UNSAFE.getAndAddLong(null, address + 8L * counter, 1);
    }

    @Override
    public void close() {
        UNSAFE.freeMemory(address);
    }
}
// endregion
