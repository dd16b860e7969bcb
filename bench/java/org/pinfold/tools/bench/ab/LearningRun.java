package org.pinfold.tools.bench.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Measures a heap that learns beside one that does not, in time and in cached memory. */
final class LearningRun {
    private final AbMeasurement measurement;
    private final long seed;
    private final List<Comparison> timeControls = new ArrayList<>();
    private final List<Comparison> cachedControls = new ArrayList<>();
    private final List<Comparison> times = new ArrayList<>();
    private final List<Comparison> cached = new ArrayList<>();

    LearningRun(AbMeasurement measurement, long seed) {
        this.measurement = measurement;
        this.seed = seed;
    }

    /** All of it; {@code results} puts controls and comparisons together. */
    LearningResults run(BiFunction<List<Comparison>, List<Comparison>, AbResults> results) {
        for (Load load : Load.OF_LEARNING) {
            compare(Contrast.ofEquals(Configuration.DEFAULT), load, timeControls, cachedControls);
            compare(Contrast.ofLearning(), load, times, cached);
        }
        // Of time alone, and once: whether the machine is quiet enough and windows are long enough.
        compare(Contrast.ofSlowed(Configuration.DEFAULT), Load.OF_LEARNING.getFirst(), timeControls,
                new ArrayList<>());
        return new LearningResults(results.apply(timeControls, times), results.apply(cachedControls, cached));
    }

    /** Otherwise something else was measured than is said. */
    private static void requireLessons(Contrast contrast, Load load, List<List<Pair>> groups) {
        for (List<Pair> group : groups) {
            Pair last = group.getLast();
            if (last.without().end().lessons() > 0
                    || last.with().end().lessons() > 0 != contrast.with().has(Switch.LEARNING)) {
                throw new IllegalStateException(contrast.name() + ", " + load.label()
                        + ": a heap has learned that was not to, or has not that was: " + last);
            }
        }
    }

    private void compare(Contrast contrast, Load load, List<Comparison> time, List<Comparison> memory) {
        List<List<Pair>> pairs = measurement.pairs(contrast, load);
        requireLessons(contrast, load, pairs);
        time.add(Comparison.of(contrast, load, pairs, Window::nanos, seed));
        memory.add(Comparison.of(contrast, load, pairs, Window::cachedBytes, seed));
    }
}
