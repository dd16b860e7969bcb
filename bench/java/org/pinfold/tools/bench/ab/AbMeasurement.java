package org.pinfold.tools.bench.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Measures contrasts under loads, in pairs of windows. */
final class AbMeasurement {
    private final Plan plan;
    private final Consumer<String> progress;
    private final BiFunction<Contrast, Load, List<List<Pair>>> measure;

    /** On real heaps. */
    AbMeasurement(Plan plan, Consumer<String> progress) {
        this(plan, progress, (contrast, load) -> new PairedRun(plan).run(seed -> contrast.sides(load, seed)));
    }

    /** Where {@code measure} says what the pairs are. */
    AbMeasurement(Plan plan, Consumer<String> progress, BiFunction<Contrast, Load, List<List<Pair>>> measure) {
        this.plan = plan;
        this.progress = progress;
        this.measure = measure;
    }

    /** The controls, without which no difference means anything. */
    List<Comparison> controls() {
        return times(List.of(Contrast.ofEquals(), Contrast.ofSlowed()));
    }

    /** The mechanisms. */
    List<Comparison> comparisons(List<Mechanism> mechanisms) {
        return times(mechanisms.stream().map(Contrast::of).toList());
    }

    private List<Comparison> times(List<Contrast> contrasts) {
        List<Comparison> comparisons = new ArrayList<>();
        for (Contrast contrast : contrasts) {
            for (Load load : Load.OF_MECHANISMS) {
                comparisons.add(Comparison.of(contrast, load, pairs(contrast, load), Window::nanos, plan.seed()));
            }
        }
        return comparisons;
    }

    /** The pairs themselves. */
    List<List<Pair>> pairs(Contrast contrast, Load load) {
        progress.accept(contrast.name() + ", " + load.label());
        return measure.apply(contrast, load);
    }
}
