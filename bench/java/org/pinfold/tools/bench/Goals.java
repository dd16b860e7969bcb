package org.pinfold.tools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.pinfold.tools.peer.Peers;

/**
 * What Pinfold is to reach beside other allocators, and what it reached: figures over the main rows, each of which is a
 * quotient of net CPU times, measured with one thread. "The best of" several allocators is the fastest one of each row.
 */
public final class Goals {
    /** The allocators that are called through the JDK's linker. */
    static final List<String> LINKER = List.of("glibc", "mimalloc", "jemalloc", "tcmalloc");
    private static final List<String> POOLED = List.of("netty-pooled", "netty-pooled-plain");
    private static final List<String> ADAPTIVE = List.of("netty-adaptive", "netty-adaptive-plain");
    private static final String ARENA = "arena-confined";

    private final Figures figures;
    private final List<String> rows;
    private final List<String> ofC;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(BenchResults results) {
        List<String> ofOneThread = results.rows().stream().filter(row -> row.threads() == 1).map(Row::name).toList();
        figures = new Figures(results.contenders(), results.samples().stream()
                .filter(sample -> ofOneThread.contains(sample.row())).toList());
        rows = mainRows();
        ofC = results.contenders().stream().filter(contender -> contender.family() == Contender.Family.C)
                .map(Contender::name).toList();
    }

    /** All of them, with what {@code results} tell. */
    public static List<Goal> of(BenchResults results) {
        return new Goals(results).all();
    }

    /** The names of the rows that the figures are over. */
    static List<String> mainRows() {
        return Cases.all().stream().map(Case::row).filter(Row::main).map(Row::name).toList();
    }

    private List<Goal> all() {
        mean("the best in C", Peers.PINFOLD, ofC, 1.5, 1.0);
        worst("the best in C", Peers.PINFOLD, ofC, 2.0);
        mean("the best in C", Peers.PINFOLD_EXACT, ofC, 2.2, 1.5);
        mean("mimalloc in C", Peers.PINFOLD, List.of("c-mimalloc"), 0.9, 0.7);
        mean("the best through the linker", Peers.PINFOLD, LINKER, 1.0, 0.7);
        worst("the best through the linker", Peers.PINFOLD, LINKER, 1.5);
        one("mid-large", "glibc", 1.0 / 10, 1.0 / 12);
        one("pair-16k", "glibc", 1.0 / 5, 1.0 / 9);
        one("random-mixed", "glibc", 1.0 / 2.2, 1.0 / 3);
        hardened("random-mixed", 2.0);
        mean("Netty pooled", Peers.PINFOLD_SEGMENTS, POOLED, 1.0 / 6, 1.0 / 10);
        worst("Netty pooled", Peers.PINFOLD_SEGMENTS, POOLED, 1.0 / 3);
        mean("Netty adaptive", Peers.PINFOLD_SEGMENTS, ADAPTIVE, 1.0 / 6, 1.0 / 10);
        worst("Netty adaptive", Peers.PINFOLD_SEGMENTS, ADAPTIVE, 1.0 / 3);
        mean("Arena.ofConfined, both zeroing", Peers.PINFOLD_ZEROED, List.of(ARENA), 1.0 / 3, 1.0 / 5);
        mean("Arena.ofConfined, which zeroes", Peers.PINFOLD, List.of(ARENA), 1.0 / 10, 1.0 / 15);
        return goals;
    }

    private void mean(String against, String ours, List<String> others, double must, double goal) {
        String what = ours + " / " + against + ", geometric mean";
        Map<String, Double> ratios = ratios(ours, others);
        boolean complete = ratios.size() == rows.size();
        goals.add(new Goal(what, must, OptionalDouble.of(goal),
                complete ? Figures.geometricMean(List.copyOf(ratios.values())) : OptionalDouble.empty(),
                complete ? "" : lacking(ratios)));
    }

    private void worst(String against, String ours, List<String> others, double must) {
        String what = ours + " / " + against + ", worst row";
        Map<String, Double> ratios = ratios(ours, others);
        boolean complete = ratios.size() == rows.size();
        if (!complete) {
            goals.add(new Goal(what, must, OptionalDouble.empty(), OptionalDouble.empty(), lacking(ratios)));
            return;
        }
        Map.Entry<String, Double> worst = ratios.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        goals.add(new Goal(what, must, OptionalDouble.empty(), OptionalDouble.of(worst.getValue()), worst.getKey()));
    }

    private void one(String row, String other, double must, double goal) {
        OptionalDouble ratio = figures.ratio(row, Peers.PINFOLD, other);
        goals.add(new Goal(Peers.PINFOLD + " / " + other + " through the linker, " + row, must,
                OptionalDouble.of(goal), ratio, ratio.isPresent() ? "" : "not measured"));
    }

    private void hardened(String row, double must) {
        OptionalDouble ratio = figures.ratio(row, Peers.PINFOLD_HARDENED, Peers.PINFOLD);
        goals.add(new Goal(Peers.PINFOLD_HARDENED + " / " + Peers.PINFOLD + ", " + row, must,
                OptionalDouble.empty(), ratio, ratio.isPresent() ? "" : "not measured"));
    }

    /** By row: our time divided by the least of theirs, where there is one. */
    private Map<String, Double> ratios(String ours, List<String> others) {
        Map<String, Double> ratios = new TreeMap<>();
        for (String row : rows) {
            others.stream().map(other -> figures.ratio(row, ours, other)).filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble).max().ifPresent(ratio -> ratios.put(row, ratio));
        }
        return ratios;
    }

    private String lacking(Map<String, Double> ratios) {
        List<String> missing = rows.stream().filter(row -> !ratios.containsKey(row)).toList();
        return ratios.isEmpty() ? "not measured" : "not measured in " + String.join(", ", missing);
    }
}
