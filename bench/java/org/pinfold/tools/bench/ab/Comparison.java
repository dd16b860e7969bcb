package org.pinfold.tools.bench.ab;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.pinfold.tools.report.TimeResult;

/**
 * What came of a contrast under a load.
 *
 * @param contrast the name of what differs
 * @param load the label of the load
 * @param withoutNanos CPU time of an operation without it, the loop's own included; the median of all windows
 * @param withNanos the same with it
 * @param quotient with it divided by without it, pair by pair
 * @param nanos with it less without it, pair by pair
 */
public record Comparison(String contrast, String load, double withoutNanos, double withNanos, Interval quotient,
        Interval nanos) {
    /** Of the pairs measured. */
    static Comparison of(Contrast contrast, Load load, List<List<Pair>> groups, long seed) {
        return new Comparison(contrast.name(), load.label(), median(groups, Pair::without),
                median(groups, Pair::with), interval(groups, Pair::quotient, seed),
                interval(groups, Pair::difference, seed));
    }

    private static double median(List<List<Pair>> groups, ToDoubleFunction<Pair> value) {
        return TimeResult.median(groups.stream().flatMap(List::stream).mapToDouble(value).toArray());
    }

    private static Interval interval(List<List<Pair>> groups, ToDoubleFunction<Pair> value, long seed) {
        return Bootstrap.median(groups.stream().map(group -> group.stream().mapToDouble(value).toArray()).toList(),
                seed);
    }
}
