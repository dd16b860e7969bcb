package org.pinfold.heap;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.pinfold.heap.Census.RetiringCensus;
import org.pinfold.protocol.PinGuard;

/**
 * Counts the superslabs that are retired and still pinned, at one moment, without stopping anybody.
 *
 * <p>Two passes. A guard is RETIRING once in a generation and without a break, so a superslab that both passes find
 * RETIRING in the same generation was so all the time between them. All that are confirmed were RETIRING together at
 * the moment at which the first pass had ended and the second had not begun. One pass would not do: a single thread
 * that retires one superslab after the other could be counted with several.
 *
 * <p>How many there can be. A superslab is retired by who has claimed all its units, so no slab stands in it, and none
 * can be formed. Whoever has a pin then is on the way in, between pin and claim, and will fail; or on the way out,
 * between the return of a slab's units and the unpin; or walks, for an audit. A thread does one of these at a time, and
 * with one superslab, since the others of a run are claimed whole until their turn comes; it also drops that pin before
 * its operation ends. So there are at most as many as threads inside the heap, and none when no thread is.
 */
final class RetiringLook {
    /** What the first pass has found, with the generations. */
    private final Map<Superslab, Long> found = new IdentityHashMap<>();

    /** The first pass. */
    RetiringLook(Superslabs superslabs) {
        superslabs.forEach(superslab -> {
            long word = superslab.guard().getVolatile();
            if (PinGuard.state(word) == PinGuard.RETIRING) {
                found.put(superslab, PinGuard.generation(word));
            }
        });
    }

    /** The second pass: those that are RETIRING still. The clock is the one that superslabs are retired by. */
    RetiringCensus confirmed(LongSupplier clock) {
        int superslabs = 0;
        long oldest = 0;
        for (Map.Entry<Superslab, Long> entry : found.entrySet()) {
            // The age first: confirmed afterwards, it is known to be of this generation.
            long age = entry.getKey().retiredNanos(clock.getAsLong());
            long word = entry.getKey().guard().getVolatile();
            if (PinGuard.state(word) == PinGuard.RETIRING && PinGuard.generation(word) == entry.getValue()) {
                superslabs++;
                oldest = Math.max(oldest, age);
            }
        }
        return new RetiringCensus(superslabs, superslabs * Superslab.BYTES, oldest);
    }
}
