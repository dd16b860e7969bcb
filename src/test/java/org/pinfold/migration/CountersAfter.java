package org.pinfold.migration;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

// region class
final class CountersAfter implements Counters {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final VarHandle LONG = JAVA_LONG.varHandle();
    private final Heap heap;
    private final long address;

    CountersAfter(Heap heap, int count) {
        this.heap = heap;
        address = heap.calloc(8L * count);
    }

    @Override
    public long increment(int counter) {
        return (long) LONG.getAndAdd(MEMORY, address + 8L * counter, 1L);
    }

    @Override
    public void close() {
        heap.free(address);
    }
}
// endregion
