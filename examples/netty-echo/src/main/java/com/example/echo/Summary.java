package com.example.echo;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Several rounds in tables. A figure of a round is the median of its bursts; a ratio of a round is the median of the
 * ratios of bursts that came right after each other, so that what slows the machine for a while slows both sides.
 */
final class Summary {
    private final List<List<Server.Result>> rounds;
    private final Allocator baseline;

    private record Column(String name, String format, ToDoubleFunction<Burst> figure) {
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("requests/s", "%.0f", Burst::requestsPerSecond),
            new Column("CPU us a request", "%.2f", Burst::cpuMicros),
            new Column("p50 us", "%.0f", Burst::p50Micros),
            new Column("p99 us", "%.0f", Burst::p99Micros),
            new Column("p99.9 us", "%.0f", Burst::p999Micros));

    private static final List<ToDoubleFunction<Server.Result>> MEMORY =
            List.of(Server.Result::residentMib, Server.Result::trimmedMib, Server.Result::peakMib);

    /** Of rounds that each have a result for each allocator. */
    Summary(List<List<Server.Result>> rounds, Allocator baseline) {
        this.rounds = rounds;
        this.baseline = baseline;
    }

    void print(PrintStream out) {
        head(out, "medians of the rounds");
        for (Allocator allocator : allocators()) {
            out.print("| " + nameOf(allocator) + " |");
            COLUMNS.forEach(column -> out.printf(Locale.ROOT, " " + column.format() + " |",
                    median(figures(allocator, column))));
            MEMORY.forEach(figure -> out.printf(Locale.ROOT, " %.1f |", median(memory(allocator, figure))));
            out.println();
        }
        if (!allocators().contains(baseline)) {
            return;
        }
        out.println();
        head(out, "beside " + nameOf(baseline) + " (all rounds)");
        for (Allocator allocator : allocators()) {
            if (allocator != baseline) {
                out.print("| " + nameOf(allocator) + " |");
                COLUMNS.forEach(column -> out.print(" " + range("%.3f", ratios(allocator, column)) + " |"));
                MEMORY.forEach(figure -> out.print(" " + range("%+.1f", differences(allocator, figure)) + " |"));
                out.println();
            }
        }
    }

    private static void head(PrintStream out, String what) {
        out.print("| " + what + " |");
        COLUMNS.forEach(column -> out.print(" " + column.name() + " |"));
        out.println(" resident after, MiB | after trim, MiB | peak, MiB |");
        out.println("|---|" + "---|".repeat(COLUMNS.size() + MEMORY.size()));
    }

    private static String nameOf(Allocator allocator) {
        return allocator.name().toLowerCase(Locale.ROOT);
    }

    private Set<Allocator> allocators() {
        Set<Allocator> all = new LinkedHashSet<>();
        rounds.getFirst().forEach(result -> all.add(result.allocator()));
        return all;
    }

    private double[] figures(Allocator allocator, Column column) {
        return rounds.stream()
                .mapToDouble(round -> median(of(round, allocator).bursts().stream().mapToDouble(column.figure())
                        .toArray()))
                .toArray();
    }

    private double[] ratios(Allocator allocator, Column column) {
        return rounds.stream().mapToDouble(round -> {
            List<Burst> bursts = of(round, allocator).bursts();
            List<Burst> others = of(round, baseline).bursts();
            return median(IntStream.range(0, bursts.size())
                    .mapToDouble(i -> column.figure().applyAsDouble(bursts.get(i))
                            / column.figure().applyAsDouble(others.get(i)))
                    .toArray());
        }).toArray();
    }

    private double[] memory(Allocator allocator, ToDoubleFunction<Server.Result> figure) {
        return rounds.stream().mapToDouble(round -> figure.applyAsDouble(of(round, allocator))).toArray();
    }

    private double[] differences(Allocator allocator, ToDoubleFunction<Server.Result> figure) {
        double[] ours = memory(allocator, figure);
        double[] theirs = memory(baseline, figure);
        return IntStream.range(0, ours.length).mapToDouble(i -> ours[i] - theirs[i]).toArray();
    }

    private static Server.Result of(List<Server.Result> round, Allocator allocator) {
        return round.stream().filter(result -> result.allocator() == allocator).findFirst().orElseThrow();
    }

    private static String range(String format, double[] values) {
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median(values),
                Arrays.stream(values).min().orElseThrow(), Arrays.stream(values).max().orElseThrow());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
