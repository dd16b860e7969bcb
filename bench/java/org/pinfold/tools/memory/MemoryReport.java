package org.pinfold.tools.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.pinfold.tools.bench.Goal;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.report.GeneratedPart;
import org.pinfold.tools.report.MachineFacts;
import org.pinfold.tools.report.Markdown;

/** What allocators took and kept, and what it comes to beside the bounds, for the project's own page. */
public final class MemoryReport {
    /** The document that shows it. */
    public static final String DOCUMENT = "README.md";
    /** Its part. */
    public static final GeneratedPart PART = new GeneratedPart("pinfold memory --record");
    private static final double MIB = 1 << 20;
    /** Of the cells of a goal: there is no second bound for memory. */
    private static final int COLUMNS = 4;

    private final MemoryOutcome outcome;

    /** A report of {@code outcome}. */
    public MemoryReport(MemoryOutcome outcome) {
        this.outcome = outcome;
    }

    /** Whether every scenario and some traces were run, with others than Pinfold. */
    public boolean isComplete() {
        List<String> names = outcome.rows().stream().map(MemoryRow::name).toList();
        return names.containsAll(Scenarios.names()) && names.stream().anyMatch(Scenarios::isTrace)
                && MemoryGoals.allocators(outcome.rows()).size() > 1;
    }

    /** Tables in Markdown; {@code page} is where a reader finds all figures. */
    public String markdown(String page) {
        MachineFacts machine = outcome.machine();
        return Markdown.table(peaks()) + '\n' + Markdown.table(kept()) + '\n' + Markdown.table(goals())
                + String.format(Locale.ROOT,
                "%n%s, classes %s (%s), %s, %d cores, %s: [all figures and plots over time](%s)%n", outcome.date(),
                ClassesDigest.brief(outcome.classes()), outcome.evidence(), machine.cpu(), machine.cores(),
                machine.jdk(), page);
    }

    private List<List<String>> peaks() {
        return table("peak / live", row -> Scenarios.isJudgedByPeak(row.name()), MemoryResult::overhead, "%.3f");
    }

    private List<List<String>> kept() {
        return table("MiB " + RandomMixed.SILENT, row -> row.results().values().stream()
                .anyMatch(result -> result.marks().containsKey(RandomMixed.SILENT)),
                result -> result.marks().get(RandomMixed.SILENT).total() / MIB, "%.1f");
    }

    private List<List<String>> table(String what, Predicate<MemoryRow> chosen,
            ToDoubleFunction<MemoryResult> figure, String form) {
        List<MemoryRow> rows = outcome.rows().stream().filter(chosen).toList();
        List<List<String>> table = new ArrayList<>();
        table.add(Stream.concat(Stream.of(what), rows.stream().map(MemoryRow::name)).toList());
        for (String allocator : MemoryGoals.allocators(outcome.rows())) {
            table.add(Stream.concat(Stream.of(allocator), rows.stream().map(row -> {
                Optional<MemoryResult> result = row.of(allocator);
                return result.isEmpty() ? "-"
                        : String.format(Locale.ROOT, form, figure.applyAsDouble(result.get()));
            })).toList());
        }
        return table;
    }

    private List<List<String>> goals() {
        List<List<String>> table = new ArrayList<>();
        table.add(Goal.heading(Goal.MEMORY).subList(0, COLUMNS));
        outcome.goals().forEach(goal -> goal.cells()
                .ifPresent(cells -> table.add(cells.subList(0, COLUMNS))));
        return table;
    }
}
