package org.pinfold.tools.stress;

import java.util.List;
import java.util.function.ToLongFunction;
import org.pinfold.tools.oracle.Violations;

/** Memory may not go on growing: in the mean, the second half of a run has about as much as the first half. */
final class Growth {
    /** Too few say nothing. */
    private static final int FEWEST = 4;
    private static final long SLACK = 48 << 20;
    /** Of what may be live: that goes up and down, and a short run may have seen one of it and not the other. */
    private static final long SHARE_OF_LIVE = 4;
    private static final long SHARE = 4;

    private final List<Interval> intervals;
    private final long slack;
    private final Violations violations;

    /** Of a run in which so many bytes may be live at once. */
    Growth(List<Interval> intervals, long mostLive, Violations violations) {
        this.intervals = intervals;
        this.slack = SLACK + mostLive / SHARE_OF_LIVE;
        this.violations = violations;
    }

    /** Judges the heap. */
    void judgeHeap() {
        judge("bytes committed", Interval::committed);
        judge("bytes resident of the heap and its records", it -> it.resident() + it.metadata());
    }

    /** Judges the process, in which nothing else grows. */
    void judgeProcess() {
        judge("bytes resident of the process", Interval::process);
    }

    private void judge(String what, ToLongFunction<Interval> figure) {
        if (intervals.size() < FEWEST) {
            return;
        }
        int half = intervals.size() / 2;
        long early = mean(intervals.subList(0, half), figure);
        violations.expectAtMost(what + ", in the mean of the second half of the run, after " + early
                + " in the first", early + early / SHARE + slack,
                mean(intervals.subList(half, intervals.size()), figure));
    }

    private static long mean(List<Interval> part, ToLongFunction<Interval> figure) {
        return (long) part.stream().mapToLong(figure).average().orElseThrow();
    }
}
