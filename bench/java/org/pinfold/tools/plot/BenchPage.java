package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pinfold.tools.bench.BenchOutcome;
import org.pinfold.tools.bench.BenchResults;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.Goal;
import org.pinfold.tools.bench.Row;
import org.pinfold.tools.bench.SystemCalls;
import org.pinfold.tools.peer.Peers;

/** The results of {@code pinfold bench} as a page: every figure of a picture stands in the table beside it. */
public final class BenchPage {
    private static final String NOTHING = "-";

    private final BenchOutcome outcome;
    private final BenchResults results;
    private final RowFigures figures;
    private final Page page = new Page("pinfold bench");

    private BenchPage(BenchOutcome outcome) {
        this.outcome = outcome;
        results = outcome.results();
        figures = new RowFigures(results);
    }

    /**
     * Writes the page.
     *
     * @throws IOException if the file cannot be written, or this machine cannot draw
     */
    public static void write(Path file, BenchOutcome outcome) throws IOException {
        of(outcome).write(file);
    }

    static Page of(BenchOutcome outcome) throws IOException {
        BenchPage made = new BenchPage(outcome);
        made.head();
        Provenance.goals(made.page, Goal.TIME, outcome.goals());
        made.means();
        for (Row row : made.results.rows()) {
            made.row(row);
        }
        made.foot();
        return made.page;
    }

    private void head() {
        Map<String, String> facts = Provenance.begin(page, results.command(), results.machine(), results.date(),
                results.classes(), results.evidence());
        facts.put("run", format("%d rounds of processes that take turns, %d windows of about %d ms in each, seed %d",
                results.rounds(), results.windows(), results.windowMillis(), results.seed()));
        page.facts(facts);
        page.key(Families.key(EnumSet.complementOf(EnumSet.of(Contender.Family.EMPTY))));
    }

    /** Pinfold against each, over the main rows. */
    private void means() throws IOException {
        List<Dot> dots = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("contender", "rows", "pinfold/this", "best row", "worst row"));
        for (Contender contender : figures.contenders()) {
            Optional<Span> mean = contender.name().equals(Peers.PINFOLD) ? Optional.empty() : figures.mean(contender);
            mean.ifPresent(span -> {
                dots.add(dot(contender, span));
                table.add(List.of(contender.name(), "" + figures.mainRows(contender), ratio(span.median()),
                        ratio(span.least()), ratio(span.most())));
            });
        }
        if (!dots.isEmpty()) {
            page.heading("Main rows").text("Pinfold's time divided by each one's: geometric mean of the main rows "
                    + "that both ran, best and worst row. Left of 1, Pinfold is faster.");
            page.beside(side -> side.dots("Pinfold's time divided by that of each contender", "pinfold / this", dots)
                    .table(table));
        }
    }

    private void row(Row row) throws IOException {
        List<Figure> all = figures.of(row);
        if (all.isEmpty()) {
            return;
        }
        page.heading(row.name() + (row.threads() == 1 ? "" : ", " + row.threads() + " threads"));
        List<Bar> bars = all.stream()
                .map(it -> new Bar(it.contender().name(), it.nanos().median(), ink(it.contender()))).toList();
        List<Dot> dots = all.stream().filter(it -> !it.contender().name().equals(Peers.PINFOLD))
                .filter(it -> it.ratio().isPresent()).map(it -> dot(it.contender(), it.ratio().get())).toList();
        page.beside(side -> {
            side.bars("CPU time of an operation for each contender", "CPU ns an operation, net", bars);
            if (!dots.isEmpty()) {
                side.dots("Pinfold's time divided by that of each contender", "pinfold / this", dots);
            }
            side.table(table(row, all));
        });
    }

    private List<List<String>> table(Row row, List<Figure> all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("contender", "CPU ns", "min..max", "wall ns", "garbage B", "calls", "pinfold/this",
                "min..max"));
        for (Figure it : all) {
            rows.add(List.of(it.contender().name(), nanos(it.nanos().median()),
                    nanos(it.nanos().least()) + ".." + nanos(it.nanos().most()), nanos(it.wallNanos()),
                    nanos(it.garbageBytes()), SystemCalls.cell(outcome.systemCalls(), row, it.contender()),
                    it.ratio().map(span -> ratio(span.median())).orElse(NOTHING),
                    it.ratio().map(span -> ratio(span.least()) + ".." + ratio(span.most())).orElse(NOTHING)));
        }
        return rows;
    }

    private void foot() {
        page.heading("How to read this").text("CPU ns: thread CPU time of an operation, of all threads together, "
                + "without that of the empty loop in the same round; median of the rounds, least and most. wall ns: "
                + "elapsed, and garbage B: allocated on the Java heap, in the same way. calls: system calls about "
                + "memory an operation, by strace in a run of its own. pinfold/this: Pinfold's CPU time divided "
                + "by this one's, round by round. Ranges are those of the rounds.");
        page.heading("What ran").list(results.contenders().stream()
                .map(it -> it.name() + ": " + it.identity()).toList());
        if (!results.leftOut().isEmpty()) {
            page.heading("Left out").list(results.leftOut());
        }
    }

    private static Dot dot(Contender contender, Span span) {
        return new Dot(contender.name(), span.least(), span.median(), span.most(), ink(contender));
    }

    private static Ink ink(Contender contender) {
        return Families.ink(contender.family());
    }

    private static String nanos(double value) {
        return format("%.1f", value);
    }

    private static String ratio(double value) {
        return format("%.2f", value);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
