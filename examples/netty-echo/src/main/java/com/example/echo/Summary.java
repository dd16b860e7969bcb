package com.example.echo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Several rounds in tables. A figure of a round is the median of its bursts; a ratio of a round is the median of the
 * ratios of bursts that came right after each other, so that what slows the machine for a while slows both sides.
 */
final class Summary {
    private final List<List<Server.Result>> rounds;
    private final Allocator baseline;
    private final List<String> names;

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

    /** Of rounds that each have results of the same servers in the same order. */
    Summary(List<List<Server.Result>> rounds, Allocator baseline) {
        this.rounds = rounds;
        this.baseline = baseline;
        this.names = names(rounds.getFirst());
    }

    /** In Markdown: the figures, and those beside the baseline if that was measured. */
    String tables() {
        StringWriter text = new StringWriter();
        print(new PrintWriter(text));
        return text.toString();
    }

    private void print(PrintWriter out) {
        head(out, "medians of the rounds");
        for (int server = 0; server < names.size(); server++) {
            out.print("| " + names.get(server) + " |");
            for (Column column : COLUMNS) {
                out.printf(Locale.ROOT, " " + column.format() + " |", median(figures(server, column)));
            }
            for (ToDoubleFunction<Server.Result> figure : MEMORY) {
                out.printf(Locale.ROOT, " %.1f |", median(memory(server, figure)));
            }
            out.println();
        }
        int base = names.indexOf(nameOf(baseline));
        if (base < 0) {
            return;
        }
        out.println();
        head(out, "beside " + nameOf(baseline) + " (all rounds)");
        for (int server = 0; server < names.size(); server++) {
            if (server != base) {
                out.print("| " + names.get(server) + " |");
                for (Column column : COLUMNS) {
                    out.print(" " + range("%.3f", ratios(server, base, column)) + " |");
                }
                for (ToDoubleFunction<Server.Result> figure : MEMORY) {
                    out.print(" " + range("%+.1f", differences(server, base, figure)) + " |");
                }
                out.println();
            }
        }
    }

    private static void head(PrintWriter out, String what) {
        out.print("| " + what + " |");
        COLUMNS.forEach(column -> out.print(" " + column.name() + " |"));
        out.println(" resident after, MiB | after trim, MiB | peak, MiB |");
        out.println("|---|" + "---|".repeat(COLUMNS.size() + MEMORY.size()));
    }

    private static List<String> names(List<Server.Result> round) {
        List<String> names = new ArrayList<>();
        for (Server.Result result : round) {
            String name = nameOf(result.allocator());
            names.add(names.contains(name) ? name + ", again" : name);
        }
        return names;
    }

    private static String nameOf(Allocator allocator) {
        return allocator.name().toLowerCase(Locale.ROOT);
    }

    private double[] figures(int server, Column column) {
        return rounds.stream().mapToDouble(round -> median(round.get(server).bursts().stream()
                .mapToDouble(column.figure()).toArray())).toArray();
    }

    private double[] ratios(int server, int base, Column column) {
        return rounds.stream().mapToDouble(round -> {
            List<Burst> bursts = round.get(server).bursts();
            List<Burst> others = round.get(base).bursts();
            return median(IntStream.range(0, bursts.size())
                    .mapToDouble(i -> column.figure().applyAsDouble(bursts.get(i))
                            / column.figure().applyAsDouble(others.get(i)))
                    .toArray());
        }).toArray();
    }

    private double[] memory(int server, ToDoubleFunction<Server.Result> figure) {
        return rounds.stream().mapToDouble(round -> figure.applyAsDouble(round.get(server))).toArray();
    }

    private double[] differences(int server, int base, ToDoubleFunction<Server.Result> figure) {
        double[] ours = memory(server, figure);
        double[] theirs = memory(base, figure);
        return IntStream.range(0, ours.length).mapToDouble(i -> ours[i] - theirs[i]).toArray();
    }

    private static String range(String format, double[] values) {
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median(values),
                Arrays.stream(values).min().orElseThrow(), Arrays.stream(values).max().orElseThrow());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
