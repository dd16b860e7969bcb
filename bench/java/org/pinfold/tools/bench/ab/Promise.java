package org.pinfold.tools.bench.ab;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a mechanism may cost at most, beside the interval that was measured: kept if all of it lies below, broken if all
 * of it lies above, and otherwise it takes more pairs to say.
 *
 * @param most as a part of the time without it
 * @param measured what was
 */
record Promise(double most, Comparison measured) {
    /** Those of mechanisms that promise something. */
    static List<Promise> of(List<Comparison> comparisons) {
        return Stream.of(Mechanism.values()).filter(it -> Double.isFinite(it.most()))
                .flatMap(it -> comparisons.stream().filter(comparison -> comparison.contrast().equals(it.option()))
                        .map(comparison -> new Promise(it.most(), comparison)))
                .toList();
    }

    private String verdict() {
        Interval quotient = measured.quotient();
        if (quotient.high() - 1 <= most) {
            return "kept";
        }
        return quotient.low() - 1 > most ? "broken" : "not decided by so few pairs";
    }

    @Override
    public String toString() {
        Interval quotient = measured.quotient();
        return String.format(Locale.ROOT, "`%s` may cost %.0f %% under %s: %+.2f %% (95 %%: %+.2f to %+.2f), %s",
                measured.contrast(), 100 * most, measured.load(), percent(quotient.median()), percent(quotient.low()),
                percent(quotient.high()), verdict());
    }

    private static double percent(double quotient) {
        return 100 * (quotient - 1);
    }
}
