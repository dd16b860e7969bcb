package org.pinfold.heap;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Where a cache that has nothing gets blocks from, and what is tried when there are none. */
final class Stock {
    /** How often a refill is tried again that found nothing although there is something. */
    private static final int ATTEMPTS = 64;

    private final Depot depot;
    private final CacheTable caches;
    private final Stripes stripes;
    private final SharedSlabs shared;
    private final Substitutes substitutes;
    private final Consumer<ThreadCache> report;

    /** A stock of which {@code report} is told each cache that may have found a block that was freed twice. */
    Stock(Depot depot, CacheTable caches, Stripes stripes, Consumer<ThreadCache> report) {
        this.depot = depot;
        this.caches = caches;
        this.stripes = stripes;
        this.shared = new SharedSlabs(depot);
        this.substitutes = new Substitutes(depot);
        this.report = report;
    }

    /**
     * A block of the caller's cache, which is filled before if it has none of this class. One of a larger class, unless
     * it has to be exactly this one, is handed out by now, and answered with its sign changed; 0 without memory.
     */
    long take(ThreadCache cache, int sizeClass, boolean exactly) {
        if (!exactly && cache.isEmpty(sizeClass) && substitutes.areWanted(sizeClass)
                && !cache.refill(sizeClass, false)) {
            report.accept(cache);
            long larger = substitutes.take(cache, sizeClass);
            if (larger != 0) {
                return -larger;
            }
        }
        if (cache.isEmpty(sizeClass) && !cache.refill(sizeClass) && !refillWithoutMemory(cache, sizeClass)) {
            return 0;
        }
        // Before a block is taken: an exception that comes later would lose it.
        report.accept(cache);
        return cache.pop(sizeClass);
    }

    private boolean refillWithoutMemory(ThreadCache cache, int sizeClass) {
        return relieved(cache, () -> {
            boolean filled = cache.refill(sizeClass);
            // Others may have taken again what was let go: as long as there is something, it is worth another try.
            for (int attempt = 0; !filled && attempt < ATTEMPTS && depot.hasAny(sizeClass); attempt++) {
                unholdAll();
                filled = cache.refill(sizeClass);
            }
            return filled ? cache : null;
        }) != null;
    }

    /**
     * Tries after what can be let go was; and if that fails and a pass may have had something in hand, once more when
     * it has ended. {@code own} is the caller's cache, or null.
     *
     * @param attempt answers null if there is no memory
     */
    <T> T relieved(ThreadCache own, Supplier<T> attempt) {
        int before = depot.passes().now();
        Supplier<T> relief = () -> {
            relieve(own);
            return attempt.get();
        };
        T got = relief.get();
        return got == null && depot.passes().mayHaveHidden(before) ? depot.passes().whileNone(relief) : got;
    }

    /** A block for a virtual thread that has no stripe, or 0 without memory. */
    long takeShared(int sizeClass) {
        long popped = shared.take(sizeClass);
        if (popped == 0) {
            Long relieved = relieved(null, () -> {
                long taken = shared.take(sizeClass);
                return taken == 0 ? null : taken;
            });
            popped = relieved == null ? 0 : relieved;
        }
        return popped;
    }

    /** Brings home what lies in caches and gives back what is empty; {@code own} is the caller's cache, or null. */
    void relieve(ThreadCache own) {
        caches.sweep();
        if (own != null) {
            own.flushAll();
        }
        ThreadCache through = own != null ? own : ThreadCache.ofNoThread(ThreadCache.NOBODY, depot);
        caches.forEach(cache -> cache.flushSpares(through));
        stripes.flushIdle(caches.callers().number());
        caches.forEach(ThreadCache::want);
        unholdAll();
        depot.trim();
    }

    /** A hold is a hint: what idle threads hold becomes everybody's, and they find out at their next refill. */
    private void unholdAll() {
        caches.forEach(ThreadCache::unholdAll);
        shared.unholdAll();
    }
}
