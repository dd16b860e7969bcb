package org.pinfold.tools.stress;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What all shards together came to with one workload; see {@link WorkloadResult} for what is added up.
 *
 * @param seconds of all of them together
 * @param mostLive the most bytes that were seen live in one of them
 * @param mostCommitted the most that one of them had open
 * @param mostResident the most of it that was in physical memory
 * @param mostProcess how far the resident set of a process has grown at most
 */
public record WorkloadTotal(String workload, double seconds, long operations, long quiesces, long violations,
        Map<String, Long> misuse, long mostLive, long mostCommitted, long mostResident, long mostProcess,
        Percentiles allocation, Percentiles free) {
    static WorkloadTotal of(String workload, List<ShardOutcome> shards) {
        List<WorkloadResult> parts = shards.stream().flatMap(shard -> shard.results().stream())
                .filter(result -> result.assignment().workload().equals(workload)).toList();
        Map<String, Long> misuse = new TreeMap<>();
        parts.forEach(part -> part.misuse().forEach((kind, count) -> misuse.merge(kind, count, Long::sum)));
        return new WorkloadTotal(workload, parts.stream().mapToDouble(WorkloadResult::seconds).sum(),
                sum(parts, WorkloadResult::operations), sum(parts, WorkloadResult::quiesces),
                sum(parts, WorkloadResult::violations), misuse, most(parts, Interval::live),
                most(parts, Interval::committed), most(parts, Interval::resident), most(parts, Interval::process),
                Latency.merged(parts.stream().map(WorkloadResult::allocation).toList()),
                Latency.merged(parts.stream().map(WorkloadResult::free).toList()));
    }

    /** Operations a second, of one shard. */
    public double rate() {
        return seconds == 0 ? 0 : operations / seconds;
    }

    private static long sum(List<WorkloadResult> parts, ToLongFunction<WorkloadResult> figure) {
        return parts.stream().mapToLong(figure).sum();
    }

    private static long most(List<WorkloadResult> parts, ToLongFunction<Interval> figure) {
        return parts.stream().flatMap(part -> part.intervals().stream()).mapToLong(figure).max().orElse(0);
    }
}
