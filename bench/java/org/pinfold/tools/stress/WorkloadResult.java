package org.pinfold.tools.stress;

import java.util.List;
import java.util.Map;

/**
 * What came of an assignment.
 *
 * @param operations allocations, frees and resizes that were checked, and double frees that were to be reported
 * @param quiesces how often all threads had stopped, and the heap was judged
 * @param violations how many
 * @param told the first of them
 * @param misuse that was put in and reported, by kind
 * @param reports the first of these
 * @param remark what else it came to, or nothing
 * @param allocation how long an allocation took
 * @param free how long a free took
 */
public record WorkloadResult(Assignment assignment, double seconds, long operations, int quiesces, long violations,
        List<String> told, Map<String, Long> misuse, List<String> reports, String remark, List<Interval> intervals,
        Latency allocation, Latency free) {
}
