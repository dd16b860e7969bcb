package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pinfold.tools.bench.Contender.Family;
import org.pinfold.tools.memory.MemoryResult;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.replay.CheckResult;
import org.pinfold.tools.report.AllocatorResult;
import org.pinfold.tools.report.Measure;
import org.pinfold.tools.report.ReplayReport;
import org.pinfold.tools.report.ResultsFile;
import org.pinfold.tools.report.TraceResult;
import org.pinfold.tools.worker.Job.Purpose;

/** What came of replayed traces: the verdict on every byte, then time and memory beside the peers. */
public final class ReplayPage {
    private static final double MIB = 1 << 20;
    private static final String OVER = "pinfold / this";

    private final ResultsFile outcome;
    private final ReplayReport report;
    private final Page page = new Page("pinfold replay");

    private ReplayPage(ResultsFile outcome) {
        this.outcome = outcome;
        report = new ReplayReport(outcome.workerOptions().keySet());
    }

    /**
     * Writes the page.
     *
     * @throws IOException if the file cannot be written, or this machine cannot draw
     */
    public static void write(Path file, ResultsFile outcome) throws IOException {
        of(outcome).write(file);
    }

    static Page of(ResultsFile outcome) throws IOException {
        ReplayPage made = new ReplayPage(outcome);
        made.head();
        made.checks();
        made.means("Time under all traces", "Pinfold's time divided by that of each allocator", Measure.TIME);
        made.means("Memory under all traces", "Pinfold's peak divided by that of each allocator", Measure.MEMORY);
        for (TraceResult trace : outcome.traces()) {
            made.trace(trace);
        }
        made.foot();
        return made.page;
    }

    private void head() {
        Map<String, String> facts = Provenance.begin(page, outcome.command(), outcome.machine(), outcome.date(),
                outcome.pinfoldClassesSha256(), outcome.evidence());
        facts.put("traces", String.join(", ", outcome.traces().stream().map(TraceResult::trace).toList()));
        facts.put("problems", outcome.problems().isEmpty() ? "none" : "" + outcome.problems().size());
        page.facts(facts);
        if (!outcome.problems().isEmpty()) {
            page.warning("Not all is well: " + outcome.problems().size() + " found").list(outcome.problems());
        }
        Set<Family> families = EnumSet.noneOf(Family.class);
        outcome.traces().forEach(trace -> trace.allocators().forEach(row ->
                families.add(Family.ofPeer(row.allocator()))));
        page.key(Families.key(families));
    }

    /** The verdict on the bytes, of each trace and allocator. */
    private void checks() {
        List<List<Cell>> table = new ArrayList<>();
        table.add(Cell.row(List.of("trace", "allocator", "verdict", "threads", "blocks", "MiB", "corrupted")));
        for (TraceResult trace : outcome.traces()) {
            for (AllocatorResult row : trace.allocators()) {
                if (row.check() != null) {
                    table.add(verdict(trace, row.allocator(), row.check()));
                }
            }
        }
        if (table.size() > 1) {
            page.heading("Every byte of every block").cells(table);
        }
    }

    private static List<Cell> verdict(TraceResult trace, String allocator, CheckResult check) {
        List<Cell> cells = new ArrayList<>(Cell.row(List.of(trace.trace(), allocator)));
        cells.add(check.passed() ? new Cell("as written", Cell.Mark.GOOD) : new Cell("FAILED", Cell.Mark.BAD));
        cells.addAll(Cell.row(List.of("" + check.threads(),
                format("%,d of %,d", check.verifiedBlocks(), check.expectedBlocks()),
                format("%,.1f", check.verifiedBytes() / MIB), format("%,d", check.corruptedBlocks()))));
        return cells;
    }

    /** Pinfold against each of the others, over the traces. */
    private void means(String heading, String says, Measure measure) throws IOException {
        List<Dot> dots = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("allocator", "pinfold/this", "best trace", "worst trace"));
        for (String other : others()) {
            ReplayFigures.mean(outcome.traces(), other, measure).ifPresent(span -> {
                dots.add(dot(other, span));
                table.add(List.of(other, ratio(span.median()), ratio(span.least()), ratio(span.most())));
            });
        }
        if (!dots.isEmpty()) {
            page.heading(heading).text("Geometric mean of the traces, best and worst trace. Left of 1, Pinfold takes "
                    + "less.");
            page.beside(side -> side.dots(says, OVER, dots).table(table));
        }
    }

    private List<String> others() {
        return outcome.traces().stream().flatMap(trace -> trace.allocators().stream())
                .map(AllocatorResult::allocator).distinct().filter(name -> !name.equals(Peers.PINFOLD)).toList();
    }

    private void trace(TraceResult trace) throws IOException {
        page.heading(trace.trace()).text(ReplayReport.workload(trace));
        page.beside(side -> {
            times(side, trace);
            memory(side, trace);
        });
        page.table(report.cells(trace));
        List<String> remarks = ReplayReport.remarks(trace);
        if (!remarks.isEmpty()) {
            page.list(remarks);
        }
    }

    private static void times(Page side, TraceResult trace) throws IOException {
        List<Bar> bars = trace.allocators().stream().filter(row -> row.time() != null)
                .map(row -> new Bar(row.allocator(), row.time().median(), ink(row.allocator()))).toList();
        if (bars.isEmpty()) {
            return;
        }
        side.bars("CPU time of an event for each allocator", "CPU ns an event, net", bars);
        List<Dot> dots = new ArrayList<>();
        trace.allocators().stream().filter(row -> !row.allocator().equals(Peers.PINFOLD))
                .forEach(row -> ReplayFigures.times(trace, row).ifPresent(span ->
                        dots.add(dot(row.allocator(), span))));
        if (!dots.isEmpty()) {
            side.dots("Pinfold's time divided by that of each allocator, over the rounds", OVER, dots);
        }
    }

    private static void memory(Page side, TraceResult trace) throws IOException {
        Map<String, MemoryResult> memories = new LinkedHashMap<>();
        trace.allocators().stream().filter(row -> row.memory() != null)
                .forEach(row -> memories.put(row.allocator(), row.memory()));
        if (memories.isEmpty()) {
            return;
        }
        side.bars("Largest resident set for each allocator", "MiB", memories.entrySet().stream()
                .map(it -> new Bar(it.getKey(), it.getValue().peakTotal() / MIB, ink(it.getKey()))).toList());
        MemoryPage.pictures(side, memories);
    }

    private void foot() {
        List<String> reading = new ArrayList<>(report.reading());
        if (outcome.workerOptions().containsKey(Purpose.CHECK)) {
            reading.add("Every byte of every block: whether a block that is freed holds from its first byte to its "
                    + "last what was written to it.");
        }
        page.heading("How to read this").list(reading);
        page.heading("What ran").list(ReplayReport.identities(outcome.traces()));
    }

    private static Dot dot(String allocator, Span span) {
        return new Dot(allocator, span.least(), span.median(), span.most(), ink(allocator));
    }

    private static Ink ink(String allocator) {
        return Families.ink(Family.ofPeer(allocator));
    }

    private static String ratio(double value) {
        return format("%.2f", value);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
