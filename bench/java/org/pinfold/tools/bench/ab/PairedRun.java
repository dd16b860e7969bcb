package org.pinfold.tools.bench.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * Measures two sides in pairs of windows of the same number of rounds. Which of the two comes first is drawn for each
 * pair, so that what changes slowly, or goes with the order, meets both alike.
 */
final class PairedRun {
    private final Plan plan;
    private final long windowNanos;
    private final SplittableRandom random;

    PairedRun(Plan plan) {
        this.plan = plan;
        windowNanos = TimeUnit.MILLISECONDS.toNanos(plan.windowMillis());
        random = new SplittableRandom(plan.seed());
    }

    /** All groups of pairs; the sides of each group are made by {@code sides} from a seed. */
    List<List<Pair>> run(LongFunction<SidePair> sides) {
        List<List<Pair>> groups = new ArrayList<>();
        for (int group = 0; group < plan.groups(); group++) {
            try (SidePair pair = sides.apply(random.nextLong())) {
                groups.add(group(pair));
            }
        }
        return groups;
    }

    private List<Pair> group(SidePair sides) {
        int rounds = warmUp(sides);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < plan.pairs(); i++) {
            pairs.add(pair(sides, rounds));
        }
        return pairs;
    }

    private Pair pair(SidePair sides, int rounds) {
        double operations = (double) rounds * sides.without().operations();
        boolean withoutFirst = random.nextBoolean();
        Side first = withoutFirst ? sides.without() : sides.with();
        Side second = withoutFirst ? sides.with() : sides.without();
        Window one = window(first, rounds, operations);
        Window other = window(second, rounds, operations);
        return withoutFirst ? new Pair(one, other) : new Pair(other, one);
    }

    private static Window window(Side side, int rounds, double operations) {
        double nanos = side.cpuNanos(rounds) / operations;
        return new Window(nanos, side.look());
    }

    /** Lets both be compiled; answers how many rounds fill a window, on the mean of the two. */
    private int warmUp(SidePair sides) {
        long enough = 2 * TimeUnit.MILLISECONDS.toNanos(plan.warmUpMillis());
        long taken = 0;
        int rounds = 1;
        while (true) {
            long both = sides.without().cpuNanos(rounds) + sides.with().cpuNanos(rounds);
            taken += both;
            boolean filled = both >= windowNanos;
            if (filled && taken >= enough) {
                return (int) Math.max(1, 2 * windowNanos * rounds / both);
            }
            rounds = filled ? rounds : 2 * rounds;
        }
    }
}
