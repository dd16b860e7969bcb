package org.pinfold.heap;

/** What allocation and free of large blocks do, other than small ones. */
final class LargePaths {
    private final SlowPaths slow;
    private final Depot depot;
    private final CacheTable caches;
    private final Stock stock;

    LargePaths(SlowPaths slow, Depot depot, CacheTable caches, Stock stock) {
        this.slow = slow;
        this.depot = depot;
        this.caches = caches;
        this.stock = stock;
    }

    /**
     * One that the caller's cache keeps, or one that is given a place; null if there is none. What a hardened heap's
     * caches keep they do not hand out: it waits there, to be found unwritten when it has gone home.
     */
    Slab take(LargeBlock wanted, ThreadCache own) {
        Slab kept = own == null || depot.isHardened() ? null
                : own.large().take(wanted.units(), wanted.byteAlignment());
        if (kept != null) {
            kept.used();
            kept.allocate(0);
            return kept;
        }
        Slab slab = placeOnce(wanted);
        while (slab == null && wanted.mayFit(depot.superslabs()) && slow.evicted(wanted.byteSize())) {
            slab = placeOnce(wanted);
        }
        return slab;
    }

    private Slab placeOnce(LargeBlock wanted) {
        return slow.whileOpen(() -> {
            Slab slab = wanted.place(depot.superslabs());
            if (slab == null && wanted.mayFit(depot.superslabs())) {
                slab = stock.relieved(caches.findOrMake(), () -> wanted.place(depot.superslabs()));
            }
            return slab;
        });
    }

    /**
     * Changes a block's size where it stands, if its superslab has the units.
     *
     * @return false if the block has to move
     */
    boolean resize(long address, long byteSize) {
        return slow.whileOpen(() -> LargeBlock.resize(slow.requireLive(address), byteSize, depot.superslabs()));
    }

    /** Frees a block, marked as cached by now; {@code own} is the caller's cache if it was found, or null. */
    void free(Slab slab, ThreadCache own) {
        if (own != null && own.keepLarge(slab)) {
            return;
        }
        slow.stir();
        slow.enter();
        try {
            if (!keep(slab)) {
                depot.sendHome(slab);
            }
        } finally {
            slow.exit();
        }
    }

    /** False if there is no room for it, or the Java heap cannot hold a cache; a virtual thread has none. */
    private boolean keep(Slab slab) {
        ThreadCache cache;
        try {
            cache = caches.findOrMake();
            if (cache != null) {
                cache.poll();
                cache.large().makeRoom(slab.blockBytes());
            }
        } catch (OutOfMemoryError e) {
            return false;
        } catch (RuntimeException e) {
            // Of a flush: it is told, but this free is done all the same.
            depot.sendHome(slab);
            throw e;
        }
        return cache != null && cache.keepLarge(slab);
    }
}
