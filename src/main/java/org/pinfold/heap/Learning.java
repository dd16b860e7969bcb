package org.pinfold.heap;

/**
 * What a heap has learned about the sizes of magazines so far: publishes what {@link MagazineLearner} finds, and counts
 * it. For passes of the {@link Reclaimer}, one at a time; anybody may read the counts.
 */
final class Learning {
    private final boolean on;
    private final CacheTable caches;
    private final Events events;
    private volatile long lessons;
    private volatile long lowered;
    private volatile long raised;

    /** Learning about these caches, or none. */
    Learning(boolean on, CacheTable caches, Events events) {
        this.on = on;
        this.caches = caches;
        this.events = events;
    }

    /** Learns from what a thread's cache has done since the last time, and has its owner come by if it is too large. */
    void study(ThreadCache cache) {
        if (!on || cache.ownerVolatile() <= ThreadCache.NOBODY) {
            return;
        }
        MagazineBounds before = cache.sizes().published();
        MagazineBounds bounds = cache.watch().learn(cache);
        int down = bounds.lowerThan(before);
        int up = before.lowerThan(bounds);
        cache.sizes().publish(bounds);
        count(down, up);
        if (cache.watch().exceeds(bounds)) {
            caches.nudge(cache);
        }
    }

    /** One pass at a time: nobody else writes the counts. */
    private void count(int down, int up) {
        lessons = lessons + 1;
        lowered = lowered + down;
        raised = raised + up;
        if (down + up > 0) {
            events.add(Events.Kind.LEARNED, down, up);
        }
    }

    /** In figures. */
    Census.LearningCensus census() {
        return new Census.LearningCensus(on, lessons, lowered, raised);
    }
}
