package org.pinfold.heap;

/**
 * What a heap learns: the bounds of its threads' magazines, of its slabs, and how long free memory rests. Publishes
 * what is found, counts it and tells it. For passes of the {@link Reclaimer}, one at a time; anybody may read the
 * counts.
 */
final class Learning {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final boolean on;
    private final CacheTable caches;
    private final SlabGrowth growth;
    private final Decay decay;
    private final Events events;
    private volatile long lessons;
    private volatile long lowered;
    private volatile long raised;

    /** Learning about a heap with these parts, or none. */
    Learning(boolean on, CacheTable caches, SlabGrowth growth, Decay decay, Events events) {
        this.on = on;
        this.caches = caches;
        this.growth = growth;
        this.decay = decay;
        this.events = events;
    }

    /** Learns from what a thread's cache has done since the last time, and has its owner come by if it is too large. */
    void study(ThreadCache cache) {
        if (!on || cache.ownerVolatile() <= ThreadCache.NOBODY) {
            return;
        }
        ClassBounds before = cache.sizes().published();
        ClassBounds bounds = cache.watch().learn(cache);
        cache.sizes().publish(bounds);
        count(before, bounds);
        if (cache.watch().exceeds(bounds)) {
            caches.nudge(cache);
        }
    }

    /** Of the units of a superslab that went back at the last pass, so many have been used again. */
    void saw(int givenBack, int wantedAgain) {
        decay.saw(givenBack, wantedAgain);
    }

    /** At the end of a pass: learns from what the heap as a whole has done since the last one. */
    void studyHeap() {
        if (!on) {
            return;
        }
        count(growth.bounds(), growth.learn());
        if (decay.learn()) {
            events.add(Events.Kind.DELAYED, (int) Math.min(decay.nanos() / NANOS_PER_MILLI, Integer.MAX_VALUE), 0);
        }
    }

    /** One pass at a time: nobody else writes the counts. */
    private void count(ClassBounds before, ClassBounds after) {
        int down = after.lowerThan(before);
        int up = before.lowerThan(after);
        lessons = lessons + 1;
        lowered = lowered + down;
        raised = raised + up;
        if (down + up > 0) {
            events.add(Events.Kind.LEARNED, down, up);
        }
    }

    /** In figures. */
    Census.LearningCensus census() {
        return new Census.LearningCensus(on, lessons, lowered, raised, decay.nanos());
    }
}
