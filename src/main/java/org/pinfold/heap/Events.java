package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * What has lately become of superslabs and slabs, for people who look into a heap: the last {@value #KEPT} events.
 *
 * <p>Any thread may add; who reads sees about the last ones. Nothing depends on them, so one that the Java heap has no
 * room for is left out, and nobody is disturbed who has something in hand.
 */
final class Events {
    /** How many are kept. */
    static final int KEPT = 1 << 10;

    /** What happened. */
    enum Kind { OPENED, FORMED, VACATED, PURGED, EVICTED, RETIRED, RELEASED, LEARNED, DELAYED }

    /**
     * One event.
     *
     * @param number counts from 0
     * @param nanos when, as {@link System#nanoTime} tells it
     * @param superslab where; of LEARNED, for how many classes a bound went down; of DELAYED, how many
     *     milliseconds free memory rests from now on
     * @param firstUnit the slab's, or 0; of LEARNED, for how many classes a bound went up
     */
    record Event(long number, long nanos, Kind kind, int superslab, int firstUnit) {
    }

    private final AtomicReferenceArray<Event> ring = new AtomicReferenceArray<>(KEPT);
    private final AtomicLong added = new AtomicLong();

    private final Signals signals;

    Events() {
        this(Signals.NONE);
    }

    /** Events of the heap that tells these signals. */
    Events(Signals signals) {
        this.signals = signals;
    }

    /** What the heap's parts tell who watches it. */
    Signals signals() {
        return signals;
    }

    void add(Kind kind, int superslab, int firstUnit) {
        long number = added.getAndIncrement();
        try {
            ring.setRelease((int) number & KEPT - 1, new Event(number, System.nanoTime(), kind, superslab, firstUnit));
        } catch (OutOfMemoryError ignored) {
            // Readers take it for one that is not written yet.
        }
    }

    void formed(Slab slab) {
        add(Kind.FORMED, slab.superslab().index(), slab.firstUnit());
        signals.formed(slab);
    }

    void vacated(Slab slab) {
        add(Kind.VACATED, slab.superslab().index(), slab.firstUnit());
        signals.vacated(slab);
    }

    void purged(int superslab, int firstUnit, long bytes) {
        add(Kind.PURGED, superslab, firstUnit);
        signals.purged(superslab, firstUnit, bytes);
    }

    void opened(int superslab) {
        add(Kind.OPENED, superslab, 0);
        signals.superslabOpened(superslab);
    }

    void retired(int superslab) {
        add(Kind.RETIRED, superslab, 0);
        signals.superslabRetired(superslab);
    }

    void released(int superslab) {
        add(Kind.RELEASED, superslab, 0);
        signals.superslabReleased(superslab);
    }

    /** Those of the last events that match, oldest first. */
    List<Event> last(Predicate<Event> filter) {
        List<Event> events = new ArrayList<>();
        long end = added.get();
        for (long number = Math.max(0, end - KEPT); number < end; number++) {
            Event event = ring.getAcquire((int) number & KEPT - 1);
            // Another number: not written yet, or overwritten meanwhile.
            if (event != null && event.number() == number && filter.test(event)) {
                events.add(event);
            }
        }
        return events;
    }
}
