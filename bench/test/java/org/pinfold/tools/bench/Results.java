package org.pinfold.tools.bench;

import java.util.ArrayList;
import java.util.List;
import org.pinfold.tools.bench.Contender.Family;
import org.pinfold.tools.report.MachineFacts;

/** Made-up results. */
final class Results {
    static final double EMPTY_NANOS = 1;

    private final List<Sample> samples = new ArrayList<>();

    /** A contender's net CPU time in one round after the other of {@code row}. */
    Results with(String row, String contender, double... netNanos) {
        for (int round = 1; round <= netNanos.length; round++) {
            double gross = netNanos[round - 1] + EMPTY_NANOS;
            samples.add(new Sample(row, contender, round, gross, 2 * gross, 24));
        }
        return this;
    }

    /** The empty loop's in {@code rounds} rounds of every main row. */
    Results withEmpty(int rounds) {
        for (Case one : Cases.all()) {
            for (int round = 1; round <= rounds; round++) {
                samples.add(new Sample(one.row().name(), "empty", round, EMPTY_NANOS, 2 * EMPTY_NANOS, 8));
            }
        }
        return this;
    }

    /** The same net time in one round of each main row. */
    Results withMain(String contender, double netNanos) {
        Cases.all().stream().map(Case::row).filter(Row::main).forEach(row -> with(row.name(), contender, netNanos));
        return this;
    }

    Figures figures() {
        return new Figures(results().contenders(), samples);
    }

    BenchResults results() {
        List<Contender> contenders = List.of(
                new Contender("empty", Family.EMPTY, "empty", "nothing"),
                new Contender("pinfold", Family.PINFOLD, "empty", "ours"),
                new Contender("pinfold-segments", Family.PINFOLD, "empty", "ours"),
                new Contender("glibc", Family.LINKED, "empty", "theirs"),
                new Contender("tcmalloc", Family.LINKED, "empty", "theirs"),
                new Contender("netty-pooled", Family.JAVA, "empty", "theirs"),
                new Contender("netty-pooled-plain", Family.JAVA, "empty", "theirs"),
                new Contender("c-tcmalloc", Family.C, "empty", "theirs"));
        return new BenchResults(List.of("bench"), new MachineFacts("cpu", 2, "kernel", "arch", "jdk"), "2026-01-02",
                "digest", "UNCHECKED", 1, 1, 1, 1, Cases.all().stream().map(Case::row).toList(), contenders, samples,
                List.of("pair-64, jemalloc: not installed"));
    }
}
