package org.pinfold.specs.sequential;

import java.util.ArrayDeque;
import java.util.Deque;

/** Sixty-four units, each free or in a thread's run; a thread returns the run that it claimed last. */
public class SpanMapSpecification {
    private static final int UNITS = 64;
    private static final int SIXTEENTH = 16;

    private record Run(int first, int units, int thread) {
    }

    private final boolean[] taken = new boolean[UNITS];
    private final Deque<Run> runs = new ArrayDeque<>();

    public int claim(int units, int logAlignment, int thread) {
        for (int first = 0; first + units <= UNITS; first += 1 << logAlignment) {
            if (take(new Run(first, units, thread))) {
                return first;
            }
        }
        return -1;
    }

    public boolean claimAt(int place, int thread) {
        return take(new Run(place * SIXTEENTH, SIXTEENTH, thread));
    }

    /** Whether all units are free by this. */
    public boolean giveBack(int thread) {
        for (Run run : runs) {
            if (run.thread == thread) {
                runs.remove(run);
                set(run, false);
                return runs.isEmpty();
            }
        }
        return false;
    }

    private boolean take(Run run) {
        for (int unit = run.first; unit < run.first + run.units; unit++) {
            if (taken[unit]) {
                return false;
            }
        }
        set(run, true);
        runs.push(run);
        return true;
    }

    private void set(Run run, boolean value) {
        for (int unit = run.first; unit < run.first + run.units; unit++) {
            taken[unit] = value;
        }
    }
}
