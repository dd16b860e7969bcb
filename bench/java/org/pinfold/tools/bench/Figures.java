package org.pinfold.tools.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.pinfold.tools.report.TimeResult;

/**
 * The arithmetic of samples. From each the empty loop's of the same round is subtracted; two contenders are compared by
 * the quotients of their net figures round by round, because what one round's samples have in common is the machine's
 * speed at that time.
 */
public final class Figures {
    private final Map<String, String> empties = new HashMap<>();
    private final List<Sample> samples;

    /** The figures of {@code samples}, among which are those of the empty loops. */
    public Figures(List<Contender> contenders, List<Sample> samples) {
        contenders.forEach(contender -> empties.put(contender.name(), contender.empty()));
        this.samples = List.copyOf(samples);
    }

    /** CPU nanoseconds an operation, net, one for each round in which both loops ran; the empty loops' own gross. */
    public List<Double> cpuNanos(String row, String contender) {
        return rounds(row, contender).stream()
                .map(round -> net(row, contender, round, Sample::cpuNanos).getAsDouble()).toList();
    }

    /** The median of the elapsed nanoseconds an operation, net. */
    public OptionalDouble wallNanos(String row, String contender) {
        return median(rounds(row, contender).stream()
                .map(round -> net(row, contender, round, Sample::wallNanos).getAsDouble()).toList());
    }

    /** The median of the bytes that an operation allocates on the Java heap, net. */
    public OptionalDouble garbageBytes(String row, String contender) {
        return median(rounds(row, contender).stream()
                .map(round -> net(row, contender, round, Sample::garbageBytes).getAsDouble()).toList());
    }

    /** The median of {@link #ratios}. */
    public OptionalDouble ratio(String row, String one, String other) {
        return median(ratios(row, one, other));
    }

    /**
     * The net CPU time of {@code one} divided by that of {@code other}, one for each round in which both ran. Empty if
     * there is no such round, or one in which a loop was not slower than the empty one: then the machine, or the row,
     * does not tell the two apart.
     */
    public List<Double> ratios(String row, String one, String other) {
        List<Double> quotients = new ArrayList<>();
        for (int round : rounds(row, one)) {
            OptionalDouble above = net(row, one, round, Sample::cpuNanos);
            OptionalDouble below = net(row, other, round, Sample::cpuNanos);
            if (below.isPresent()) {
                if (above.getAsDouble() <= 0 || below.getAsDouble() <= 0) {
                    return List.of();
                }
                quotients.add(above.getAsDouble() / below.getAsDouble());
            }
        }
        return quotients;
    }

    /**
     * The net CPU time of {@code contender} in {@code row} divided by that in {@code other}; empty unless both are more
     * than nothing.
     */
    OptionalDouble growth(String row, String other, String contender) {
        OptionalDouble above = median(cpuNanos(row, contender));
        OptionalDouble below = median(cpuNanos(other, contender));
        boolean known = above.isPresent() && below.isPresent() && above.getAsDouble() > 0 && below.getAsDouble() > 0;
        return known ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble()) : OptionalDouble.empty();
    }

    /** The elapsed time of {@code contender} in {@code row} divided by that in {@code other}, nothing subtracted. */
    OptionalDouble elapsedRatio(String row, String other, String contender) {
        OptionalDouble above = elapsed(row, contender);
        OptionalDouble below = elapsed(other, contender);
        boolean known = above.isPresent() && below.isPresent();
        return known ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble()) : OptionalDouble.empty();
    }

    private OptionalDouble elapsed(String row, String contender) {
        return median(samples.stream()
                .filter(sample -> sample.row().equals(row) && sample.contender().equals(contender))
                .map(Sample::wallNanos).toList());
    }

    /** The geometric mean; empty if there are no values. */
    public static OptionalDouble geometricMean(List<Double> values) {
        OptionalDouble ofLogarithms = values.stream().mapToDouble(Math::log).average();
        return ofLogarithms.isPresent() ? OptionalDouble.of(Math.exp(ofLogarithms.getAsDouble())) : ofLogarithms;
    }

    static OptionalDouble median(List<Double> values) {
        return values.isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(TimeResult.median(values.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private List<Integer> rounds(String row, String contender) {
        return samples.stream()
                .filter(sample -> sample.row().equals(row) && sample.contender().equals(contender))
                .map(Sample::round)
                .filter(round -> net(row, contender, round, Sample::cpuNanos).isPresent())
                .toList();
    }

    private OptionalDouble net(String row, String contender, int round, ToDoubleFunction<Sample> figure) {
        OptionalDouble gross = gross(row, contender, round, figure);
        String empty = empties.getOrDefault(contender, contender);
        if (empty.equals(contender) || gross.isEmpty()) {
            return gross;
        }
        OptionalDouble nothing = gross(row, empty, round, figure);
        return nothing.isEmpty() ? nothing : OptionalDouble.of(gross.getAsDouble() - nothing.getAsDouble());
    }

    private OptionalDouble gross(String row, String contender, int round, ToDoubleFunction<Sample> figure) {
        return samples.stream()
                .filter(sample -> sample.row().equals(row) && sample.contender().equals(contender)
                        && sample.round() == round)
                .mapToDouble(figure).findFirst();
    }
}
