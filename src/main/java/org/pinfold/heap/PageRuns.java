package org.pinfold.heap;

import java.util.BitSet;

/** Which whole pages, or larger pieces of memory, lie in free blocks and nothing else. */
final class PageRuns {
    private final Slab slab;
    private final BitSet free;
    private final long page;

    /** Runs of a slab of which nobody but the caller has the blocks of {@code free}. */
    PageRuns(Slab slab, BitSet free, long granule) {
        this.slab = slab;
        this.free = free;
        this.page = granule;
    }

    /** Is told of runs of bytes. */
    @FunctionalInterface
    interface Action {
        /** So many bytes from this address on. */
        void accept(long address, long bytes);
    }

    /** Tells each run of whole pages, lowest first. What lies behind the last block belongs to it. */
    void forEach(Action action) {
        for (int first = free.nextSetBit(0); first >= 0;) {
            int end = free.nextClearBit(first);
            long from = slab.address(first) + page - 1 & -page;
            long to = (end == slab.capacity() ? slab.end() : slab.address(end)) & -page;
            if (to > from) {
                action.accept(from, to - from);
            }
            first = free.nextSetBit(end);
        }
    }
}
