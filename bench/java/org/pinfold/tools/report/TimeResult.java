package org.pinfold.tools.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an allocator costs: CPU time of the replaying thread for one event, net of the empty replay, in nanoseconds.
 *
 * @param identity the allocator that ran
 * @param copies how many copies of the trace were interleaved
 * @param median the median of all rounds
 * @param min the least of all rounds
 * @param max the most of all rounds
 * @param rounds each round's figure, in the order in which they ran
 */
public record TimeResult(String identity, int copies, double median, double min, double max, List<Double> rounds) {
    public TimeResult {
        rounds = List.copyOf(rounds);
    }

    /** From the CPU time of whole rounds of {@code events} events, less {@code emptyNanos} for an empty round. */
    public static TimeResult of(String identity, int copies, long events, List<Long> cpuNanos, double emptyNanos) {
        double[] net = cpuNanos.stream().mapToDouble(nanos -> (nanos - emptyNanos) / events).toArray();
        double[] sorted = net.clone();
        Arrays.sort(sorted);
        return new TimeResult(identity, copies, median(cpuNanos.stream().mapToDouble(Long::doubleValue).toArray())
                / events - emptyNanos / events, sorted[0], sorted[sorted.length - 1],
                Arrays.stream(net).boxed().toList());
    }

    /** The middle of {@code values}, or the mean of the two in the middle. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median of the quotients of what was measured side by side. */
    static double medianQuotient(List<Double> numerators, List<Double> denominators) {
        int pairs = Math.min(numerators.size(), denominators.size());
        return median(IntStream.range(0, pairs).mapToDouble(i -> numerators.get(i) / denominators.get(i)).toArray());
    }
}
