package org.pinfold.arrow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.pinfold.Heap;

/** The fault of an allocator that Arrow's tests have to see: all buffers of one size have the same memory. */
final class TwoOwners implements AllocationManager.Factory {
    private final Map<Long, Long> blocks = new ConcurrentHashMap<>();

    @Override
    public AllocationManager create(BufferAllocator accounts, long byteSize) {
        long address = blocks.computeIfAbsent(byteSize, Heap.global()::malloc);
        return new AllocationManager(accounts) {
            @Override
            public long getSize() {
                return byteSize;
            }

            @Override
            protected long memoryAddress() {
                return address;
            }

            @Override
            protected void release0() {
                // Never: the next one of this size gets it too.
            }
        };
    }

    @Override
    public ArrowBuf empty() {
        return PinfoldAllocationManager.FACTORY.empty();
    }
}
