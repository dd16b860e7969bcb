package org.pinfold.tools.bench.ab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.pinfold.tools.report.Markdown;
import org.pinfold.tools.report.Table;

/** Arenas for the eye: a heap's time divided by the JDK's, beside what it may be at most. */
final class ArenasReport implements Report {
    /** What is promised, as a part of the JDK's time. */
    private static final Map<String, Double> MOST = Map.of(
            Load.ARENA_64.label(), 0.9, Load.ARENA_KIB.label(), 0.8, Load.ARENA_EIGHT.label(), 0.5);
    private static final List<String> HEAD = List.of("open, allocate, close", "the JDK's", "a heap's",
            "heap/JDK", "95 % interval", "at most", "");

    private static final String READING =
            "CPU ns an arena, medians; the quotient is the median of the pairs', with its bootstrap interval.";

    private final AbResults results;

    ArenasReport(AbResults results) {
        this.results = results;
    }

    @Override
    public AbResults results() {
        return results;
    }

    /** For a terminal, with what was seen where nothing differs, and where one side is slow on purpose. */
    @Override
    public String text() {
        Table table = new Table();
        withControls().forEach(table::row);
        return provenance() + "\n\n" + table.text() + READING + '\n';
    }

    private List<List<String>> withControls() {
        return table(Stream.concat(results.comparisons().stream(), results.controls().stream()));
    }

    @Override
    public AbSummary summary() {
        return new AbSummary(results, List.of(AbSummary.Part.of("CPU time", results, withControls())),
                List.of(READING));
    }

    @Override
    public String markdown() {
        return Markdown.table(table(results.comparisons().stream())) + '\n' + provenance() + '\n';
    }

    private String provenance() {
        return new AbReport(results).provenance();
    }

    private static List<List<String>> table(Stream<Comparison> comparisons) {
        return Stream.concat(Stream.of(HEAD), comparisons.map(ArenasReport::row)).toList();
    }

    private static List<String> row(Comparison it) {
        boolean judged = it.contrast().equals(Contrast.ARENAS);
        double most = MOST.get(it.load());
        Interval quotient = it.quotient();
        return List.of(judged ? it.load() : it.load() + ", " + it.contrast(), format("%.1f ns", it.without()),
                format("%.1f ns", it.with()), format("%.2f", quotient.median()),
                format("%.2f to %.2f", quotient.low(), quotient.high()), judged ? format("%.1f", most) : "",
                !judged ? "" : quotient.median() <= most ? "kept" : "broken");
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
