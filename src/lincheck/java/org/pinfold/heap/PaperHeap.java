package org.pinfold.heap;

/** The heap as it is, on paper and for threads that are made up. */
final class PaperHeap extends Allocator {
    final HeapCore core;

    /** What the heap's user would see as an exception of the public API. */
    static final class Misused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final Misuse.Kind kind;

        Misused(Misuse found) {
            super(found.detail(), null, false, false);
            this.kind = found.kind();
        }
    }

    /** Writes of the heap go to paper. */
    private static final class PaperMemory extends BlockMemory {
        private final Paper paper;

        PaperMemory(Range range, Paper paper) {
            super(range, false);
            this.paper = paper;
        }

        @Override
        void zero(long address, long bytes) {
            paper.fill(address, bytes);
        }

        @Override
        void copy(long from, long to, long bytes) {
            paper.copy(from, to, bytes);
        }
    }

    private PaperHeap(HeapCore core, Paper paper) {
        super(core, new PaperMemory(core.range(), paper), null, null);
        this.core = core;
    }

    /** A heap of this many bytes at most. Of frees that race one passes. */
    static PaperHeap on(Paper paper, MadeUpThreads threads, long limit) {
        return new PaperHeap(new HeapCore(new HeapOptions(Signals.NONE, paper, null, null, limit, true, Misused::new,
                bytes -> false, found -> new IllegalStateException(found.detail()), Upkeep.NEVER, false, false, false,
                false, Sampling.NONE, Experiments.DEFAULT), threads),
                paper);
    }

    @Override
    long caller() {
        return Roles.played();
    }

    long malloc(long byteSize) {
        return takeBlock(byteSize);
    }

    long calloc(long byteSize) {
        return takeZeroedBlock(byteSize);
    }

    long realloc(long address, long byteSize) {
        return resizeBlock(address, byteSize);
    }

    void free(long address) {
        freeBlock(address);
    }
}
