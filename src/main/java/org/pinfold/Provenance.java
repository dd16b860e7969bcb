package org.pinfold;

import java.time.Instant;
import java.util.List;
import org.pinfold.trace.Act;
import org.pinfold.trace.Site;

/**
 * Where in the code, when and by whom a block was allocated or freed.
 *
 * @param stack the caller of the heap first; at most 16 frames, and none if there was no room to record them
 * @param thread the thread's number, and its name if it had one
 * @param at when
 */
public record Provenance(List<StackTraceElement> stack, String thread, Instant at) {
    /** Null of null; {@code now} is the time at which {@link System#nanoTime} told {@code nanos}. */
    static Provenance of(Act act, Instant now, long nanos) {
        return act == null ? null
                : new Provenance(act.site().frames(), act.who(), now.minusNanos(nanos - act.nanos()));
    }

    /** The first frames, on one line. */
    @Override
    public String toString() {
        return "by " + thread + " on " + at + " at " + Site.text(stack);
    }
}
