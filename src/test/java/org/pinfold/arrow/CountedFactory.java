package org.pinfold.arrow;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Counts what a factory is asked for, so that a run on other memory than it says is seen. */
final class CountedFactory implements AllocationManager.Factory {
    private final AllocationManager.Factory counted;
    private final AtomicLong buffers = new AtomicLong();

    CountedFactory(AllocationManager.Factory counted) {
        this.counted = counted;
    }

    @Override
    public AllocationManager create(BufferAllocator accounts, long byteSize) {
        buffers.incrementAndGet();
        return counted.create(accounts, byteSize);
    }

    @Override
    public ArrowBuf empty() {
        return counted.empty();
    }

    long buffers() {
        return buffers.get();
    }
}
