package org.pinfold.tools.bench.ab;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pinfold.tools.report.Markdown;
import org.pinfold.tools.report.Table;

/** Learning for the eye: with it divided by without it, in time and in cached memory, under each load. */
final class LearningReport implements Report {
    private static final List<String> HEAD =
            List.of("load", "compared", "in", "without", "with", "with/without", "interval", "verdict");
    private static final double MIB = 1 << 20;
    private static final String READING = """
            ns: CPU time an operation, of the thread that allocates and of the one that tends heaps; MiB: what lies
            in caches at the end of a window. Medians, and 95 % bootstrap intervals of the quotients of pairs.
            """;

    private final LearningResults results;

    LearningReport(LearningResults results) {
        this.results = results;
    }

    @Override
    public LearningResults results() {
        return results;
    }

    @Override
    public String text() {
        Table table = new Table();
        all().forEach(table::row);
        return new AbReport(results.time()).provenance() + "\n\n" + table.text() + READING + conclusion() + '\n';
    }

    /** For a page: time, and cached memory. */
    @Override
    public AbSummary summary() {
        return new AbSummary(results.time(), List.of(part("CPU time", results.time(), "ns", 1),
                part("Cached memory", results.cached(), "MiB", MIB)), List.of(READING, conclusion()));
    }

    private static AbSummary.Part part(String heading, AbResults of, String unit, double scale) {
        return AbSummary.Part.of(heading, of, table(rows(of, unit, scale)));
    }

    @Override
    public String markdown() {
        return Markdown.table(all()) + '\n' + new AbReport(results.time()).provenance() + "\n\n" + conclusion() + '\n';
    }

    private String conclusion() {
        return results.isEarned() ? "By these figures learning earns its place."
                : "By these figures learning does not earn its place.";
    }

    private List<List<String>> all() {
        return table(Stream.concat(rows(results.time(), "ns", 1), rows(results.cached(), "MiB", MIB)));
    }

    private static List<List<String>> table(Stream<List<String>> rows) {
        return Stream.concat(Stream.of(HEAD), rows).toList();
    }

    private static Stream<List<String>> rows(AbResults of, String unit, double scale) {
        return of.all().map(it -> List.of(
                it.load(), it.contrast(), unit, format("%.2f", it.without() / scale), format("%.2f", it.with() / scale),
                format("%.3f", it.quotient().median()),
                format("%.3f..%.3f", it.quotient().low(), it.quotient().high()),
                it.contrast().equals(Contrast.EQUALS) ? "noise" : of.verdict(it).toString()));
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
