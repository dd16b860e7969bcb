package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of the empty superslabs of a pool stay open for the next slab: so many, for so long. What has been empty for
 * longest goes first.
 */
final class IdleBounds {
    /** How many stay: 32 MiB. */
    static final int KEPT = 8;
    /** How long one stays at most. */
    static final long NANOS = 10_000_000_000L;

    private final long now;
    private final List<Superslab> gone = new ArrayList<>();
    private int idle;
    private Superslab oldest;

    /** Bounds as of this time, as System.nanoTime. */
    IdleBounds(long now) {
        this.now = now;
    }

    /** Those that go: all that are too old, and of the others one, if there are too many. Looks at all superslabs. */
    List<Superslab> choose(SuperslabPool pool) {
        pool.forEach(this::look);
        if (idle > KEPT) {
            gone.add(oldest);
        }
        return gone;
    }

    private void look(Superslab superslab) {
        if (!superslab.isEmpty()) {
            return;
        }
        long nanos = superslab.idleNanos(now);
        if (nanos > NANOS) {
            gone.add(superslab);
            return;
        }
        idle++;
        oldest = oldest == null || nanos > oldest.idleNanos(now) ? superslab : oldest;
    }
}
