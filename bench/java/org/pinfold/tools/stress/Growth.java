package org.pinfold.tools.stress;

import java.util.List;
import java.util.function.ToLongFunction;
import org.pinfold.tools.oracle.Violations;

/** Memory may not go on growing: the most of the second half of a run is about that of the first half. */
final class Growth {
    /** Too few say nothing. */
    private static final int FEWEST = 8;
    private static final long SLACK = 48 << 20;
    private static final long SHARE = 4;

    private Growth() {
    }

    /** Judges a run; its process too, if that is to be judged. */
    static void judge(List<Interval> intervals, boolean process, Violations violations) {
        if (intervals.size() < FEWEST) {
            return;
        }
        judge("bytes committed", intervals, Interval::committed, violations);
        judge("bytes resident of the heap and its records", intervals, it -> it.resident() + it.metadata(),
                violations);
        if (process) {
            judge("bytes resident of the process", intervals, Interval::process, violations);
        }
    }

    private static void judge(String what, List<Interval> intervals, ToLongFunction<Interval> figure,
            Violations violations) {
        int half = intervals.size() / 2;
        long early = most(intervals.subList(0, half), figure);
        violations.expectAtMost(what + " in the second half of the run, " + early + " in the first",
                early + early / SHARE + SLACK, most(intervals.subList(half, intervals.size()), figure));
    }

    private static long most(List<Interval> intervals, ToLongFunction<Interval> figure) {
        return intervals.stream().mapToLong(figure).max().orElse(0);
    }
}
