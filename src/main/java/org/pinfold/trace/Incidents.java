package org.pinfold.trace;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Counts of what went wrong, by kind, by pattern and by time, in bounded memory however much it is.
 *
 * <p>Exact: the counts by kind; and by pattern, those of the first {@value #PATTERNS} patterns, the others are counted
 * together. About exact: the last {@value #WINDOWS} windows of time in which anything was; an incident may be counted
 * in a neighbouring window, and is lost to the windows, to nothing else, if its thread was suspended while all of them
 * passed. Looking where a call comes from takes longer than counting it, so in each window that is done for the first
 * {@value #LOOKS} incidents; the site of the others is unknown.
 *
 * <p>Any thread may call any method. Lock-free. Takes its memory when something has gone wrong.
 */
public final class Incidents {
    /** How many patterns are told apart. */
    static final int PATTERNS = 1 << 10;
    /** How many windows are kept. */
    static final int WINDOWS = 60;
    /** How many nanoseconds a window lasts. */
    static final long WINDOW_NANOS = 10_000_000_000L;
    /** For how many incidents of a window it is looked where they come from. */
    static final int LOOKS = 1_000;
    /** About what a pattern and its counts cost on the Java heap. */
    private static final int PATTERN_BYTES = 250;

    private final int kinds;
    private final LongSupplier clock;
    private final long begin;
    private final AtomicLongArray counts;
    private final Registry<Pattern, Tally> patterns = new Registry<>(PATTERNS);
    private final AtomicLong unassigned = new AtomicLong();
    private final AtomicReferenceArray<Window> windows = new AtomicReferenceArray<>(WINDOWS);

    /**
     * What incidents have in common.
     *
     * @param superslab where it was, or -1
     * @param generation of the superslab then
     * @param site from where it was done; of the same heap, equal ones are identical
     */
    public record Pattern(int superslab, long generation, Site site) {
    }

    private record Window(long number, Tally tally, AtomicInteger looks) {
    }

    /** None yet of so many kinds; {@code clock} tells nanoseconds. */
    public Incidents(int kinds, LongSupplier clock) {
        this.kinds = kinds;
        this.clock = clock;
        this.begin = clock.getAsLong();
        this.counts = new AtomicLongArray(kinds);
    }

    /** One more of a kind, in this superslab and generation; {@code looking} tells where it comes from. */
    public void add(int kind, int superslab, long generation, Supplier<Site> looking) {
        counts.incrementAndGet(kind);
        long now = clock.getAsLong();
        Window window = window(now);
        window.tally().add(kind, now);
        boolean look = window.looks().get() < LOOKS && window.looks().getAndIncrement() < LOOKS;
        Tally tally = patterns.of(new Pattern(superslab, generation, look ? looking.get() : Site.UNKNOWN),
                () -> new Tally(kinds, now));
        if (tally == null) {
            unassigned.incrementAndGet();
        } else {
            tally.add(kind, now);
        }
    }

    /** The one of this time, or of a later one if that has taken its place. */
    private Window window(long now) {
        long number = (now - begin) / WINDOW_NANOS;
        int place = (int) (number % WINDOWS);
        for (;;) {
            Window there = windows.get(place);
            if (there != null && there.number() >= number) {
                return there;
            }
            Window made = new Window(number, new Tally(kinds, now), new AtomicInteger());
            if (windows.compareAndSet(place, there, made)) {
                return made;
            }
        }
    }

    /** How many there were of a kind. */
    public long count(int kind) {
        return counts.get(kind);
    }

    /** How many belong to no pattern, for lack of room. */
    public long unassigned() {
        return unassigned.get();
    }

    /** Every pattern with its counts. */
    public void forEachPattern(BiConsumer<Pattern, Tally> action) {
        patterns.forEach(action);
    }

    /** The last windows in which there was anything, oldest first, each with the time of its begin. */
    public void forEachWindow(ObjLongConsumer<Tally> action) {
        long current = (clock.getAsLong() - begin) / WINDOW_NANOS;
        for (long number = Math.max(0, current - WINDOWS + 1); number <= current; number++) {
            Window window = windows.get((int) (number % WINDOWS));
            if (window != null && window.number() == number) {
                action.accept(window.tally(), begin + number * WINDOW_NANOS);
            }
        }
    }

    /** What the counts cost on the Java heap, about, in bytes. */
    public long metadataBytes() {
        return patterns.metadataBytes() + (long) patterns.size() * PATTERN_BYTES;
    }

    /** The time now, as the clock tells it. */
    public long now() {
        return clock.getAsLong();
    }
}
