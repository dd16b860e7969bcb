package org.pinfold.heap;

/**
 * Blocks of a slightly larger class, for a thread that would have to form a slab, where slabs of that class have free
 * blocks.
 *
 * <p>A program that changes from one mix of sizes to another leaves slabs behind that are neither empty nor full.
 * Blocks of them that are a little too large cost less than another slab. Each takes the slow path, so there are at
 * most {@value #MOST_BYTES} bytes of them from slab to slab of a class, or {@value #FEWEST} blocks, and none in a small
 * heap.
 */
final class Substitutes {
    private static final int MOST_BYTES = 1 << 15;
    private static final int FEWEST = 8;

    private final Depot depot;
    /** By class, how many stand for its blocks since a slab of it was formed. Plain: an update lost is no harm. */
    private final int[] given = new int[SizeClasses.COUNT];

    Substitutes(Depot depot) {
        this.depot = depot;
    }

    /** Whether memory counts more than time. */
    boolean areWanted() {
        return depot.cacheShare().isLargeHeap();
    }

    /** A block that is handed out by now, as {@link ThreadCache#pop} answers it; 0 if a slab is better. */
    long take(ThreadCache cache, int sizeClass) {
        int larger = sizeClass + 1;
        if (given[sizeClass] < Math.max(FEWEST, MOST_BYTES / SizeClasses.bytes(sizeClass))
                && SizeClasses.mayStandFor(larger, sizeClass)) {
            long popped = cache.isEmpty(larger) && !cache.refill(larger, false) ? 0 : cache.pop(larger);
            if (popped != 0 && handOut(popped, larger)) {
                given[sizeClass]++;
                return popped;
            }
        }
        given[sizeClass] = 0;
        return 0;
    }

    /** False if two frees have raced, and somebody has the block. */
    private boolean handOut(long popped, int sizeClass) {
        long address = popped & ~ThreadCache.NEVER_USED;
        Slab slab = depot.directory().slabAt(address);
        int block = Slab.blockAt(slab, address);
        if (block < 0 || slab.kind() != sizeClass || !slab.allocate(block)) {
            return false;
        }
        depot.directory().note(slab);
        return true;
    }
}
