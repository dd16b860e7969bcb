package org.pinfold.heap;

/**
 * Blocks of a larger class, for a thread that would have to form a slab, where slabs of that class have free blocks.
 *
 * <p>A program whose mix of sizes changes leaves slabs behind that are neither empty nor full. Of mid blocks, which are
 * few a slab, one that is too large costs less than another slab. Each takes the slow path, so there are none in a heap
 * that is small enough for time to count more; see docs/adr/0019.
 */
final class Substitutes {
    private final Depot depot;

    Substitutes(Depot depot) {
        this.depot = depot;
    }

    /** Whether blocks of this class may have others in their place now. */
    boolean areWanted(int sizeClass) {
        return SizeClasses.mayStandFor(sizeClass + 1, sizeClass) && depot.cacheShare().isLargeHeap();
    }

    /** The smallest there is, handed out by now, as {@link ThreadCache#pop} answers it; or 0. */
    long take(ThreadCache cache, int sizeClass) {
        for (int larger = sizeClass + 1; SizeClasses.mayStandFor(larger, sizeClass); larger++) {
            if (!cache.isEmpty(larger) || cache.refill(larger, false)) {
                long popped = cache.pop(larger);
                if (depot.handOut(popped, larger)) {
                    return popped;
                }
            }
        }
        return 0;
    }
}
