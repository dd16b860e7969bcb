package org.pinfold.tools.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.pinfold.tools.bench.BenchOutcome;
import org.pinfold.tools.bench.BenchResults;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.Contender.Family;
import org.pinfold.tools.bench.Goal;
import org.pinfold.tools.bench.Row;
import org.pinfold.tools.bench.Sample;
import org.pinfold.tools.bench.SystemCalls;
import org.pinfold.tools.report.MachineFacts;

/** Two main rows and one that is none, three rounds; a peer takes twice Pinfold's time, then eight times. */
final class MadeUpResults {
    static final Contender PINFOLD = new Contender("pinfold", Family.PINFOLD, "empty", "org.pinfold.Heap");
    static final Contender PEER = new Contender("glibc", Family.LINKED, "empty", "libc.so.6 <of the system>");
    static final Contender IN_C = new Contender("tcmalloc-c", Family.C, "empty-c", "libtcmalloc");
    static final Row PAIR = new Row("pair-64", "pair", 1, true);
    static final Row BATCH = new Row("batch-lifo", "batch", 1, true);
    static final Row OTHER = new Row("larson", "larson", 2, false);
    private static final double EMPTY = 2;
    private static final double EMPTY_IN_C = 1;

    private MadeUpResults() {
    }

    /** With this stamp. */
    static BenchResults of(String evidence) {
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            double busy = round * 10;
            add(samples, PAIR, round, busy, 2 * busy);
            add(samples, BATCH, round, busy, 8 * busy);
            add(samples, OTHER, round, busy, busy);
            samples.add(sample(PAIR, "empty-c", round, EMPTY_IN_C));
            samples.add(sample(PAIR, IN_C.name(), round, EMPTY_IN_C + busy / 2));
        }
        List<Contender> contenders = List.of(PINFOLD, PEER, IN_C,
                new Contender("empty", Family.EMPTY, "empty", "no allocator"),
                new Contender("empty-c", Family.EMPTY, "empty-c", "no allocator"));
        return new BenchResults(List.of("bench", "--record"), new MachineFacts("a <cpu>", 2, "Linux 6", "amd64", "25"),
                "2026-01-02", "0123456789abcdef", evidence, 7, 3, 5, 200, List.of(PAIR, BATCH, OTHER), contenders,
                samples, List.of("mimalloc: not installed"));
    }

    /** With this stamp, the system calls of one contender in one row, and a bound. */
    static BenchOutcome outcome(String evidence) {
        return new BenchOutcome(of(evidence),
                List.of(new SystemCalls(PAIR.name(), PEER.name(), 0.25, Map.of("mmap", 4L))),
                List.of(new Goal("pinfold / glibc", 0.4, OptionalDouble.empty(), OptionalDouble.of(0.5), "pair-64"),
                        new Goal("pinfold / nobody", 1, OptionalDouble.empty(), OptionalDouble.empty(), "not there")));
    }

    private static void add(List<Sample> samples, Row row, int round, double own, double peers) {
        samples.add(sample(row, "empty", round, EMPTY));
        samples.add(sample(row, PINFOLD.name(), round, EMPTY + own));
        samples.add(sample(row, PEER.name(), round, EMPTY + peers));
    }

    private static Sample sample(Row row, String contender, int round, double cpu) {
        return new Sample(row.name(), contender, round, cpu, cpu + 1, contender.startsWith("empty") ? 0 : 0.5);
    }
}
