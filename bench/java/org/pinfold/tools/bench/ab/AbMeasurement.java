package org.pinfold.tools.bench.ab;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

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

    /** Both controls with this configuration, under each of these loads; without them no difference means anything. */
    List<Comparison> controls(Configuration both, List<Load> loads) {
        return Stream.of(Contrast.ofEquals(both), Contrast.ofSlowed(both))
                .flatMap(it -> times(it, loads).stream()).toList();
    }

    /** One contrast in time, under each of these loads. */
    List<Comparison> times(Contrast contrast, List<Load> loads) {
        return loads.stream()
                .map(load -> Comparison.of(contrast, load, pairs(contrast, load), Window::nanos, plan.seed()))
                .toList();
    }

    /** The pairs themselves. */
    List<List<Pair>> pairs(Contrast contrast, Load load) {
        progress.accept(contrast.name() + ", " + load.label());
        return measure.apply(contrast, load);
    }
}
