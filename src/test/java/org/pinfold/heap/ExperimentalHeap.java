package org.pinfold.heap;

import java.util.concurrent.TimeUnit;
import org.pinfold.os.MemorySource;
import org.pinfold.os.MmapSource;
import org.pinfold.os.PageOptions;

/** A heap with switches, whose parts a test can reach and break. */
final class ExperimentalHeap extends Allocator implements AutoCloseable {
    final HeapCore core;

    /** What the heap's user would see as an exception of the public API. */
    static final class Corrupt extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Corruption found;

        Corrupt(Corruption found) {
            super(found.detail());
            this.found = found;
        }
    }

    /** Of passes that a test does not make: so long that none becomes due. In nanoseconds. */
    static final long DELAY = TimeUnit.DAYS.toNanos(1);

    private ExperimentalHeap(HeapCore core) {
        super(core);
        this.core = core;
    }

    static ExperimentalHeap with(Experiments experiments) {
        return on(mapped(), experiments);
    }

    static ExperimentalHeap on(MemorySource source, Experiments experiments) {
        return new ExperimentalHeap(core(source, experiments, false, Upkeep.NEVER));
    }

    static ExperimentalHeap learning(boolean on) {
        return new ExperimentalHeap(core(mapped(), Experiments.DEFAULT, on, DELAY));
    }

    private static MemorySource mapped() {
        return new MmapSource(HeapCore.granularity(), PageOptions.DEFAULT);
    }

    /** Without a maintenance thread: passes are made by the test. */
    private static HeapCore core(MemorySource source, Experiments experiments, boolean learning, long delay) {
        return new HeapCore(new HeapOptions(Signals.NONE, source, null, null, 64 << 20, false,
                misuse -> new IllegalArgumentException(misuse.detail()), bytes -> false, Corrupt::new, delay,
                false, false, false, learning, Sampling.NONE, experiments));
    }

    long malloc(long byteSize) {
        return takeBlock(byteSize);
    }

    long aligned(long byteSize, long byteAlignment) {
        return takeBlock(byteSize, byteAlignment);
    }

    void free(long address) {
        freeBlock(address);
    }

    void free(long address, long byteSize) {
        freeBlock(address, byteSize);
    }

    /** On the calling thread. */
    void flush() {
        core.flushThreadCache();
    }

    Slab slabOf(long address) {
        return core.directory().slabAt(address);
    }

    /** Refills and pushes made so far, and slabs given back. */
    long audits() {
        return core.counterAudit().audits();
    }

    @Override
    public void close() {
        core.close();
    }
}
