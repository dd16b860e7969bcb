package org.pinfold.tools.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.report.Table;

/** Results in words and tables, for people. */
public final class BenchTables {
    private static final String NOTHING = "-";

    private final BenchResults results;
    private final List<SystemCalls> systemCalls;
    private final Figures figures;

    /** Tables of {@code results}; without a column of system calls if there are none. */
    public BenchTables(BenchResults results, List<SystemCalls> systemCalls) {
        this.results = results;
        this.systemCalls = List.copyOf(systemCalls);
        figures = new Figures(results.contenders(), results.samples());
    }

    /** One row's table, and below it who is not in it. */
    public String row(Row row) {
        Table table = new Table();
        table.row(heading(row));
        results.contenders().stream()
                .filter(contender -> contender.family() != Contender.Family.EMPTY)
                .filter(contender -> !figures.cpuNanos(row.name(), contender.name()).isEmpty())
                .forEach(contender -> table.row(cells(row, contender)));
        StringBuilder text = new StringBuilder();
        text.append(row.name()).append(row.main() ? " (main row)" : "").append(", ").append(row.threads())
                .append(row.threads() == 1 ? " thread" : " threads").append("; empty loops, subtracted: ")
                .append(empties(row)).append('\n').append(table.text());
        results.leftOut().stream().filter(line -> line.startsWith(row.name() + ", "))
                .forEach(line -> text.append("  left out: ").append(line).append('\n'));
        return text.toString();
    }

    /** Each goal for which there is a figure, and how that stands beside it; below, those without one. */
    public static String goals(String compared, List<Goal> goals) {
        Table table = new Table();
        table.row(Goal.heading(compared));
        StringBuilder unknown = new StringBuilder();
        for (Goal goal : goals) {
            goal.cells().ifPresentOrElse(table::row, () -> unknown.append("  no figure: ").append(goal.what())
                    .append(": ").append(goal.remark()).append('\n'));
        }
        boolean any = goals.stream().anyMatch(goal -> goal.measured().isPresent());
        return (any ? table.text() : "") + unknown;
    }

    /** How to read the figures, and what ran behind each name. */
    public String legend() {
        StringBuilder text = new StringBuilder("""
                ns/op: CPU time of the threads that run the loop, an operation, less that of the empty loop of the same
                  language and kind of block; the median over the rounds, each of which is a process of its own, and the
                  least and the most. The collector's and the compilers' time is not in it.
                wall: elapsed time an operation of one thread, less the empty loop's; the median over the rounds.
                garbage: bytes allocated on the Java heap an operation, less the empty loop's.
                pinfold/this: Pinfold's ns/op divided by this row's, the median over the rounds; below 1 Pinfold is
                  faster.
                """);
        if (!systemCalls.isEmpty()) {
            text.append("calls/op: system calls about memory an operation, by strace in a run of its own, less the "
                    + "empty loop's; not counted in C.\n");
        }
        text.append("What ran:\n");
        results.contenders().stream().filter(contender -> !contender.identity().isEmpty())
                .forEach(contender -> text.append("  ").append(contender.name()).append(": ")
                        .append(contender.identity()).append('\n'));
        return text.toString();
    }

    private List<String> heading(Row row) {
        List<String> cells = new ArrayList<>(List.of("allocator", "ns/op", "min..max", "wall", "garbage"));
        if (hasSystemCalls(row)) {
            cells.add("calls/op");
        }
        cells.add("pinfold/this");
        return cells;
    }

    private List<String> cells(Row row, Contender contender) {
        List<Double> cpuNanos = figures.cpuNanos(row.name(), contender.name());
        List<String> cells = new ArrayList<>(List.of(contender.name(),
                number("%.1f", Figures.median(cpuNanos)),
                String.format(Locale.ROOT, "%.1f..%.1f", Collections.min(cpuNanos), Collections.max(cpuNanos)),
                number("%.1f", figures.wallNanos(row.name(), contender.name())),
                contender.family() == Contender.Family.C
                        ? NOTHING : whole(figures.garbageBytes(row.name(), contender.name()))));
        if (hasSystemCalls(row)) {
            cells.add(SystemCalls.cell(systemCalls, row, contender));
        }
        cells.add(number("%.2f", figures.ratio(row.name(), Peers.PINFOLD, contender.name())));
        return cells;
    }

    private boolean hasSystemCalls(Row row) {
        return systemCalls.stream().anyMatch(calls -> calls.row().equals(row.name()));
    }

    private String empties(Row row) {
        return results.contenders().stream().filter(contender -> contender.family() == Contender.Family.EMPTY)
                .filter(contender -> !figures.cpuNanos(row.name(), contender.name()).isEmpty())
                .map(contender -> contender.name() + " "
                        + number("%.1f", Figures.median(figures.cpuNanos(row.name(), contender.name()))))
                .collect(Collectors.joining(", "));
    }

    private static String whole(OptionalDouble value) {
        return value.isPresent() ? Long.toString(Math.round(value.getAsDouble())) : NOTHING;
    }

    private static String number(String form, OptionalDouble value) {
        return value.isPresent() ? number(form, value.getAsDouble()) : NOTHING;
    }

    private static String number(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
