package org.pinfold.tools.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes the samples of a plan. Contenders take turns: all of them in the first round of a row, each in a process of its
 * own, then all in the second; so that a machine whose speed changes changes it for all alike. One that failed has no
 * further turns in that row.
 */
public final class BenchRun {
    private final BenchPlan plan;
    private final List<Loops> loops;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /** A run with the contenders of {@code loops}. */
    public BenchRun(BenchPlan plan, List<Loops> loops) {
        this.plan = plan;
        this.loops = List.copyOf(loops);
    }

    /** Takes all samples of {@code row}; {@code progress} is told of each turn. */
    public void run(Row row, Consumer<String> progress) {
        Set<String> out = new HashSet<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Loops language : loops) {
                if (language.rows().contains(row.name())) {
                    for (Contender contender : language.contenders()) {
                        if (!out.contains(contender.name())) {
                            progress.accept(row.name() + ", round " + round + " of " + plan.rounds() + ": "
                                    + contender.name());
                            turn(row, round, language, contender, out);
                        }
                    }
                }
            }
        }
    }

    private void turn(Row row, int round, Loops language, Contender contender, Set<String> out) {
        try {
            samples.add(language.run(row, contender, round, plan.seed(), plan.windows(), plan.windowMillis()));
        } catch (IOException e) {
            out.add(contender.name());
            samples.removeIf(sample -> sample.row().equals(row.name())
                    && sample.contender().equals(contender.name()));
            leftOut.add(row.name() + ", " + contender.name() + ": " + e.getMessage());
        }
    }

    /** The samples so far. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** What has no samples, and why. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Everybody who could take part, with what was found out about them. */
    public List<Contender> contenders() {
        return loops.stream().flatMap(language -> language.contenders().stream()).toList();
    }
}
