package org.pinfold.tools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.report.GeneratedPart;
import org.pinfold.tools.report.MachineFacts;
import org.pinfold.tools.report.Markdown;

/** The main rows of recorded results, and what they come to beside the bounds, for the project's own page. */
public final class SpeedReport {
    /** The document that shows it. */
    public static final String DOCUMENT = "README.md";
    /** Its part. */
    public static final GeneratedPart PART = new GeneratedPart("pinfold bench --record");

    private final BenchResults results;
    private final List<String> rows;

    /** A report of {@code results}. */
    public SpeedReport(BenchResults results) {
        this.results = results;
        this.rows = Goals.mainRows();
    }

    /** Whether every main row was measured with one thread, so that the report says what its readers expect of it. */
    public boolean isComplete() {
        return results.rows().stream().filter(row -> row.threads() == 1).map(Row::name).toList().containsAll(rows);
    }

    /** Tables in Markdown; {@code page} is where a reader finds all figures. */
    public String markdown(String page) {
        MachineFacts machine = results.machine();
        return Markdown.table(nanos()) + '\n' + Markdown.table(goals()) + String.format(Locale.ROOT,
                "%n%s, classes %s (%s), %s, %d cores, %s; %d rounds of %d windows of %d ms, seed %d: "
                + "[all figures and plots](%s)%n", results.date(), ClassesDigest.brief(results.classes()),
                results.evidence(), machine.cpu(), machine.cores(), machine.jdk(), results.rounds(), results.windows(),
                results.windowMillis(), results.seed(), page);
    }

    private List<List<String>> nanos() {
        List<List<String>> table = new ArrayList<>();
        table.add(Stream.concat(Stream.of("ns, CPU"), rows.stream()).toList());
        Figures figures = new Figures(results.contenders(), results.samples());
        for (Contender contender : results.contenders()) {
            if (contender.family() != Contender.Family.EMPTY) {
                table.add(Stream.concat(Stream.of(contender.name()), rows.stream()
                        .map(row -> nanos(Figures.median(figures.cpuNanos(row, contender.name()))))).toList());
            }
        }
        return table;
    }

    private List<List<String>> goals() {
        List<List<String>> table = new ArrayList<>();
        table.add(Goal.heading(Goal.TIME));
        Goals.of(results).forEach(goal -> goal.cells().ifPresent(table::add));
        return table;
    }

    private static String nanos(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "-";
    }
}
