package org.pinfold.trace;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts of things of a few kinds, and when the first and the last of them came. Any thread may add. */
public final class Tally {
    private final AtomicLongArray counts;
    private final long first;
    private final AtomicLong last;

    /** None yet of so many kinds; the first one comes now. */
    public Tally(int kinds, long nanos) {
        counts = new AtomicLongArray(kinds);
        first = nanos;
        last = new AtomicLong(nanos);
    }

    /** One more of a kind. */
    public void add(int kind, long nanos) {
        counts.incrementAndGet(kind);
        last.accumulateAndGet(nanos, (before, now) -> now - before > 0 ? now : before);
    }

    /** How many of a kind there were. */
    public long count(int kind) {
        return counts.get(kind);
    }

    /** How many there were of all kinds. */
    public long total() {
        long total = 0;
        for (int kind = 0; kind < counts.length(); kind++) {
            total += counts.get(kind);
        }
        return total;
    }

    /** When the first one came. */
    public long firstNanos() {
        return first;
    }

    /** When the last one came. */
    public long lastNanos() {
        return last.get();
    }
}
