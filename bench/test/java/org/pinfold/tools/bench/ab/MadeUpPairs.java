package org.pinfold.tools.bench.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** Pairs as a noisy machine would give them: the noise of a pair meets both of its windows, that of a window one. */
class MadeUpPairs implements BiFunction<Contrast, Load, List<List<Pair>>> {
    static final double NANOS = 20;
    static final double BYTES = 1 << 20;

    private final SplittableRandom random = new SplittableRandom(11);
    private final BiFunction<Contrast, Load, Double> factor;

    /** What a contrast has to do with the time of the second side is for {@code factor} to say. */
    MadeUpPairs(BiFunction<Contrast, Load, Double> factor) {
        this.factor = factor;
    }

    /** The slow control is slow; nothing else differs. */
    static MadeUpPairs ofEquals() {
        return new MadeUpPairs((contrast, load) -> contrast.slowed() ? 1.25 : 1);
    }

    @Override
    public List<List<Pair>> apply(Contrast contrast, Load load) {
        List<List<Pair>> groups = new ArrayList<>();
        for (int group = 0; group < 6; group++) {
            List<Pair> pairs = new ArrayList<>();
            for (int pair = 0; pair < 6; pair++) {
                double nanos = NANOS * random.nextDouble(1, 2);
                double times = factor.apply(contrast, load);
                pairs.add(new Pair(new Window(noise(nanos), new HeapLook(Math.round(noise(BYTES)), 0)), new Window(
                        noise(nanos * times),
                        new HeapLook(Math.round(noise(BYTES * cached(contrast) / times)), lessons(contrast)))));
            }
            groups.add(pairs);
        }
        return groups;
    }

    /** By what the second side's cache differs, beside being smaller by as much as the side is slower. */
    double cached(Contrast contrast) {
        return 1;
    }

    /** How often the second side has learned. */
    int lessons(Contrast contrast) {
        return contrast.with().has(Switch.LEARNING) ? 1 : 0;
    }

    private double noise(double value) {
        return value * random.nextDouble(0.97, 1.03);
    }
}
