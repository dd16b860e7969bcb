package org.pinfold.tools.memory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pinfold.tools.bench.Figures;
import org.pinfold.tools.bench.Goal;
import org.pinfold.tools.peer.Peers;

/**
 * What Pinfold is to take, keep and give back, by itself and beside other allocators. Metadata on the Java heap counts
 * as Pinfold's; "the best peer" is the one that took least in the row or step concerned.
 */
public final class MemoryGoals {
    private static final double NEAR = 1.05;
    /** Less than the other, however little. */
    private static final double LESS = 1 - 1e-9;
    /** Who takes least in most rows. */
    private static final String LEAST = "glibc";
    /** What two looks at the same state may differ by, at scenarios' length. */
    private static final double SAMPLING = 0.01;
    private static final double KEPT_OF_PEAK = 0.05;
    private static final double KEPT_BYTES = 2 << 20;

    private final List<MemoryRow> rows;
    private final List<Goal> goals = new ArrayList<>();

    private MemoryGoals(List<MemoryRow> rows) {
        this.rows = rows;
    }

    /** All of them, with what {@code rows} tell. */
    public static List<Goal> of(List<MemoryRow> rows) {
        MemoryGoals made = new MemoryGoals(rows);
        made.peaks();
        Scenarios.CHURN.forEach(made::kept);
        Scenarios.SPARSE_SMALL.forEach(name -> made.sparse(name, NEAR));
        Scenarios.SPARSE_MID.forEach(name -> made.sparse(name, LESS));
        made.shifts(Scenarios.SHIFTS, Shifts.MIXED);
        made.shifts(Scenarios.SHIFTS_OF_PAGES, Shifts.PAGES);
        made.overLive();
        made.metadata(Scenarios.DENSE_64, 0.06);
        made.metadata(Scenarios.DENSE_128, 0.03);
        return made.goals;
    }

    private void peaks() {
        List<MemoryRow> churn = rows.stream().filter(row -> Scenarios.isJudgedByPeak(row.name())).toList();
        add("peak resident / the best peer's, geometric mean of churn and traces", NEAR,
                mean(churn, row -> best(row, MemoryResult::peakTotal)), "");
        peers(churn).forEach(peer -> add("peak resident / that of " + peer + ", geometric mean",
                peer.equals(LEAST) ? NEAR : LESS,
                mean(churn, row -> row.of(peer).map(MemoryResult::peakTotal)), ""));
    }

    private static Set<String> peers(List<MemoryRow> rows) {
        Set<String> peers = allocators(rows);
        peers.remove(Peers.PINFOLD);
        return peers;
    }

    /** Who has results in any of these rows, in the order in which they ran. */
    static Set<String> allocators(List<MemoryRow> rows) {
        Set<String> allocators = new LinkedHashSet<>();
        rows.forEach(row -> allocators.addAll(row.results().keySet()));
        return allocators;
    }

    /** Over rows that both have; empty without any. */
    private static OptionalDouble mean(List<MemoryRow> rows, Function<MemoryRow, Optional<? extends Number>> peer) {
        List<Double> ratios = rows.stream().filter(row -> row.of(Peers.PINFOLD).isPresent()
                && peer.apply(row).isPresent())
                .map(row -> row.of(Peers.PINFOLD).orElseThrow().peakTotal() / peer.apply(row).orElseThrow()
                        .doubleValue()).toList();
        return ratios.isEmpty() ? OptionalDouble.empty() : Figures.geometricMean(ratios);
    }

    private static Optional<Double> best(MemoryRow row, ToDoubleFunction<MemoryResult> figure) {
        return row.results().entrySet().stream().filter(each -> !each.getKey().equals(Peers.PINFOLD))
                .map(each -> figure.applyAsDouble(each.getValue())).min(Double::compare);
    }

    private void kept(String name) {
        add(name + ": kept " + RandomMixed.SILENT + " / allowed (5 % of the peak, or 2 MiB)", 1,
                ofOurs(name, result -> kept(result) / Math.max(KEPT_OF_PEAK * result.peakTotal(), KEPT_BYTES)), "");
    }

    private static double kept(MemoryResult result) {
        return result.marks().get(RandomMixed.SILENT).total() - result.marks().get(Meter.START).total();
    }

    private void sparse(String name, double must) {
        ToDoubleFunction<MemoryResult> taken = result -> result.marks().get(RandomMixed.SILENT).total();
        add(name + ": one in 64 live, " + RandomMixed.SILENT + ", resident / the best peer's", must,
                beside(name, taken), "");
    }

    private void shifts(String name, List<Integer> sizes) {
        worst(name + ": resident / the best peer's, worst step", NEAR,
                steps(1, Shifts.steps())
                        .flatMap(step -> Stream.of(Shifts.full(sizes, step), Shifts.thinned(sizes, step)))
                        .map(mark -> new Moment(mark, beside(name, result -> result.marks().get(mark).total()))));
        worst(name + ": resident / when sizes and remains were the same before, worst step", 1 + SAMPLING,
                steps(Shifts.firstOfAll(), Shifts.steps() - Shifts.period()).map(step -> new Moment(
                        Shifts.full(sizes, step), ofOurs(name, result -> growth(result, sizes, step)))));
    }

    private static double growth(MemoryResult result, List<Integer> sizes, int step) {
        Reading before = result.marks().get(Shifts.full(sizes, step));
        Reading later = result.marks().get(Shifts.full(sizes, step + Shifts.period()));
        return (double) later.total() / before.total();
    }

    private static Stream<Integer> steps(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed();
    }

    /** Where small blocks are left on every page, nobody who does not move blocks can have that. */
    private void overLive() {
        worst(Scenarios.SHIFTS_OF_PAGES + ": resident / live, worst step", 1.5,
                steps(1, Shifts.steps()).map(step -> Shifts.full(Shifts.PAGES, step)).map(mark -> new Moment(mark,
                        ofOurs(Scenarios.SHIFTS_OF_PAGES, result -> result.marks().get(mark).overhead()))));
    }

    /** What was measured at one of the moments that a scenario names. */
    private record Moment(String mark, OptionalDouble figure) {
    }

    private void worst(String what, double must, Stream<Moment> moments) {
        Moment worst = moments.filter(moment -> moment.figure().isPresent())
                .reduce((one, other) -> other.figure().getAsDouble() > one.figure().getAsDouble() ? other : one)
                .orElse(new Moment("", OptionalDouble.empty()));
        add(what, must, worst.figure(), worst.mark());
    }

    private void metadata(String name, double must) {
        add(name + ": metadata on the Java heap / live", must, ofOurs(name, result -> {
            Reading full = result.marks().get(RandomMixed.FULL);
            return (double) full.metadata() / full.live();
        }), "");
    }

    private OptionalDouble ofOurs(String name, ToDoubleFunction<MemoryResult> figure) {
        Optional<MemoryResult> ours = row(name).flatMap(row -> row.of(Peers.PINFOLD));
        return ours.isPresent() ? OptionalDouble.of(figure.applyAsDouble(ours.get())) : OptionalDouble.empty();
    }

    private OptionalDouble beside(String name, ToDoubleFunction<MemoryResult> figure) {
        OptionalDouble ours = ofOurs(name, figure);
        Optional<Double> theirs = row(name).flatMap(row -> best(row, figure));
        return ours.isPresent() && theirs.isPresent()
                ? OptionalDouble.of(ours.getAsDouble() / theirs.get()) : OptionalDouble.empty();
    }

    private Optional<MemoryRow> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    private void add(String what, double must, OptionalDouble measured, String remark) {
        goals.add(new Goal(what, must, OptionalDouble.empty(), measured, measured.isPresent() ? remark
                : "not measured"));
    }
}
