package org.pinfold.tools.bench.ab;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.pinfold.tools.report.TimeResult;

/**
 * What came of a contrast under a load: in nanoseconds of CPU time an operation, the loop's own included, or in bytes.
 *
 * @param contrast the name of what differs
 * @param load the label of the load
 * @param without what was measured without it; the median of all windows
 * @param with the same with it
 * @param quotient with it divided by without it, pair by pair
 * @param difference with it less without it, pair by pair
 */
public record Comparison(String contrast, String load, double without, double with, Interval quotient,
        Interval difference) {
    /** Of the pairs measured, by what {@code measure} tells of a window. */
    static Comparison of(Contrast contrast, Load load, List<List<Pair>> groups, ToDoubleFunction<Window> measure,
            long seed) {
        ToDoubleFunction<Pair> without = pair -> measure.applyAsDouble(pair.without());
        ToDoubleFunction<Pair> with = pair -> measure.applyAsDouble(pair.with());
        return new Comparison(contrast.name(), load.label(), median(groups, without), median(groups, with),
                interval(groups, pair -> with.applyAsDouble(pair) / without.applyAsDouble(pair), seed),
                interval(groups, pair -> with.applyAsDouble(pair) - without.applyAsDouble(pair), seed));
    }

    private static double median(List<List<Pair>> groups, ToDoubleFunction<Pair> value) {
        return TimeResult.median(groups.stream().flatMap(List::stream).mapToDouble(value).toArray());
    }

    private static Interval interval(List<List<Pair>> groups, ToDoubleFunction<Pair> value, long seed) {
        return Bootstrap.median(groups.stream().map(group -> group.stream().mapToDouble(value).toArray()).toList(),
                seed);
    }
}
