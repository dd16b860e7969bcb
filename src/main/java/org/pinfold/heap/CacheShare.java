package org.pinfold.heap;

import org.pinfold.protocol.MemoryBudget;

/**
 * How much the magazines of all threads may hold together.
 *
 * <p>What lies idle is measured by what the heap has open anyway. A small heap is there to be fast: as long as it and
 * its caches have less than {@value #SMALL_HEAP} bytes together, caches have what they ask for. Of a larger one they
 * may hold one part in {@value #PART}.
 */
final class CacheShare {
    private static final long SMALL_HEAP = 48L << 20;
    private static final long PART = 32;

    private final MemoryBudget open;
    private final MemoryBudget taken = new MemoryBudget(Long.MAX_VALUE);

    /** The share of a heap with this budget of what it has open. */
    CacheShare(MemoryBudget open) {
        this.open = open;
    }

    private long allowed() {
        long used = open.used();
        return Math.max(used / PART, SMALL_HEAP - used);
    }

    /** Takes so many bytes of the share; false if that is more than is left. A hint: two who ask at once may both. */
    boolean tryTake(long bytes) {
        return taken.used() + bytes <= allowed() && taken.tryTake(bytes);
    }

    void giveBack(long bytes) {
        taken.giveBack(bytes);
    }

    /** Whether caches hold more than their share, as the heap has become smaller, or less small. */
    boolean isExceeded() {
        return taken.used() > allowed();
    }

    /** Whether the heap is so large that memory counts more than time. */
    boolean isLargeHeap() {
        return open.used() > SMALL_HEAP;
    }
}
