package org.pinfold;

import java.util.Objects;
import java.util.function.Consumer;
import org.pinfold.heap.Sampling;

/** What a {@link Heap.Builder} was told to do with a sample of allocations. */
final class SampleChoice {
    /** One segment in so many is guarded unless something else is said. */
    static final int GUARDED_ONE_IN = 500_000;

    private int tracedOneIn;
    private long guardedEvery;
    private boolean byBytes;
    private Consumer<LeakReport> onLeak;

    void trace(int oneIn) {
        tracedOneIn = (int) requirePositive(oneIn);
    }

    void guard(long every, boolean bytes) {
        guardedEvery = requirePositive(every);
        byBytes = bytes;
    }

    void onLeak(Consumer<LeakReport> action) {
        onLeak = Objects.requireNonNull(action, "action");
    }

    private static long requirePositive(long every) {
        if (every < 1) {
            throw new IllegalArgumentException("one in " + every + ": give at least 1, which is each");
        }
        return every;
    }

    /** For a heap whose memory is asked for there. */
    Sampling of(Backing asked) {
        if (onLeak != null && tracedOneIn == 0) {
            throw new IllegalArgumentException("onLeak of a heap without leakTracking, which finds no leaks:"
                    + " call leakTracking, too, or leave onLeak out");
        }
        if (guardedEvery != 0 && asked == Backing.ARENA) {
            throw new IllegalArgumentException("guardedSampling of a heap with Backing.ARENA, where segments live as"
                    + " long as their memory: choose Backing.MMAP or AUTO, or leave the option out");
        }
        return new Sampling(tracedOneIn, guardedEvery, byBytes);
    }

    /** For a heap whose memory turned out to come from there, which AUTO allows. */
    void warnIfIdle(Backing actual) {
        if (guardedEvery != 0 && actual == Backing.ARENA) {
            System.getLogger("org.pinfold").log(System.Logger.Level.WARNING,
                    "no effect has guardedSampling: memory comes from Backing.ARENA");
        }
    }

    /** Who is told of what is live when the heap is closed; null if nothing is traced. */
    Consumer<LeakReport> listener() {
        if (tracedOneIn == 0) {
            return null;
        }
        return onLeak != null ? onLeak
                : report -> System.getLogger("org.pinfold").log(System.Logger.Level.WARNING,
                        "a heap was closed with live blocks. " + report);
    }
}
