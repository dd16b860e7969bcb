package org.pinfold.tools.variants;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Times variants in turn: each round runs each pass with every variant before the next pass begins, so that a change of
 * the machine's speed meets all of them. All have the same requests and the same order of visits.
 */
public final class VariantRounds {
    private static final int WARM_UP_ROUNDS = 4;

    private final List<Supplier<Variant>> variants;
    private final int blocks;
    private final int timesOver;
    private final int rounds;
    private final long seed;
    private final Consumer<String> progress;

    /**
     * Rounds to run.
     *
     * @param variants makes the variants
     * @param blocks how many blocks each has
     * @param visits how many visits of blocks a pass has at least, so that few blocks are visited several times over
     * @param rounds how many rounds are counted
     * @param seed decides sizes and order
     * @param progress is told what is being done
     */
    public VariantRounds(List<Supplier<Variant>> variants, int blocks, int visits, int rounds, long seed,
            Consumer<String> progress) {
        this.variants = List.copyOf(variants);
        this.blocks = blocks;
        timesOver = Math.ceilDiv(visits, blocks);
        this.rounds = rounds;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * Runs all rounds, after some to warm up.
     *
     * @throws WrongSizeException if a variant finds a wrong size
     */
    public List<VariantTimes> run(Order order) {
        List<Population> populations = new ArrayList<>();
        try {
            int[] requests = Population.requests(blocks, seed);
            int[] visited = order.of(blocks, seed);
            for (Supplier<Variant> variant : variants) {
                populations.add(new Population(variant.get(), requests, visited));
            }
            return run(order, populations);
        } finally {
            populations.forEach(Population::close);
        }
    }

    private List<VariantTimes> run(Order order, List<Population> populations) {
        List<Map<Pass, List<Double>>> nanos = new ArrayList<>();
        populations.forEach(_ -> nanos.add(new EnumMap<>(Pass.class)));
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            progress.accept(order + (round < 0 ? ": warming up" : ": round " + (round + 1) + " of " + rounds));
            for (Pass pass : Pass.values()) {
                for (int i = 0; i < populations.size(); i++) {
                    double taken = populations.get(i).nanos(pass, timesOver);
                    if (round >= 0) {
                        nanos.get(i).computeIfAbsent(pass, _ -> new ArrayList<>()).add(taken);
                    }
                }
            }
            populations.forEach(Population::check);
        }
        List<VariantTimes> times = new ArrayList<>();
        for (int i = 0; i < populations.size(); i++) {
            times.add(new VariantTimes(populations.get(i).name(), nanos.get(i)));
        }
        return times;
    }
}
