package org.pinfold.tools.bench.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.report.MachineFacts;
import org.pinfold.tools.report.Markdown;
import org.pinfold.tools.report.Table;

/** Comparisons for the eye: as text with all figures, and as Markdown with the verdicts. */
final class AbReport implements Report {
    private final AbResults results;

    AbReport(AbResults results) {
        this.results = results;
    }

    @Override
    public AbResults results() {
        return results;
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder(provenance()).append("\n\n");
        for (String load : loads()) {
            Table table = new Table();
            table(load).forEach(table::row);
            text.append(load).append(":\n").append(table.text()).append('\n');
        }
        reading().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** For a page: a part for each load. */
    @Override
    public AbSummary summary() {
        return new AbSummary(results, loads().stream().map(load -> new AbSummary.Part(load,
                under(load).map(it -> AbSummary.Shown.of(it.contrast(), it)).toList(), table(load))).toList(),
                reading());
    }

    private List<String> reading() {
        List<String> lines = new ArrayList<>(List.of(
                "CPU ns an operation: of all threads, with the loop and the first write to each block; medians.",
                "with/without, and ns more: medians of the pairs, and their 95 % bootstrap intervals.",
                "A difference is one only if the interval is clear of 1 and of what is seen where nothing differs."));
        results.comparisons().stream().map(Comparison::contrast).distinct()
                .forEach(name -> lines.add(name + ": " + what(name)));
        Promise.of(results.comparisons()).forEach(promise -> lines.add(promise.toString()));
        return lines;
    }

    private Stream<Comparison> under(String load) {
        return results.all().filter(it -> it.load().equals(load));
    }

    private List<List<String>> table(String load) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "ns without", "ns with", "with/without", "interval", "ns more", "interval", "verdict"));
        under(load).forEach(it -> rows.add(cells(it)));
        return rows;
    }

    private List<String> cells(Comparison it) {
        return List.of(it.contrast(), format("%.1f", it.without()), format("%.1f", it.with()),
                format("%.3f", it.quotient().median()),
                format("%.3f..%.3f", it.quotient().low(), it.quotient().high()),
                format("%+.1f", it.difference().median()),
                format("%+.1f..%+.1f", it.difference().low(), it.difference().high()),
                it.contrast().equals(Contrast.EQUALS) ? "noise" : results.verdict(it).toString());
    }

    @Override
    public String markdown() {
        List<String> loads = loads();
        List<List<String>> table = new ArrayList<>();
        table.add(Stream.concat(Stream.of("with it, an operation", "which is"), loads.stream()).toList());
        for (String name : results.comparisons().stream().map(Comparison::contrast).distinct().toList()) {
            table.add(Stream.concat(Stream.of("`" + name + "`", what(name)),
                    loads.stream().map(load -> cell(name, load))).toList());
        }
        return Markdown.table(table) + promises("\n%s\n") + '\n' + provenance() + '\n';
    }

    /** Each in this form; nothing if there are none. */
    private String promises(String form) {
        return Promise.of(results.comparisons()).stream().map(promise -> format(form, promise))
                .collect(Collectors.joining());
    }

    /** Nothing where it was not measured. */
    private String cell(String name, String load) {
        Comparison it = results.comparisons().stream()
                .filter(comparison -> comparison.contrast().equals(name) && comparison.load().equals(load))
                .findFirst().orElse(null);
        if (it == null) {
            return "";
        }
        Verdict verdict = results.verdict(it);
        return verdict.kind() == Verdict.Kind.NOT_SEEN
                ? "-" : format("%s, %+.1f of %.1f ns", verdict, it.difference().median(), it.without());
    }

    private List<String> loads() {
        return results.comparisons().stream().map(Comparison::load).distinct().toList();
    }

    private static String what(String name) {
        return Stream.of(Mechanism.values()).filter(it -> it.option().equals(name)).findFirst().orElseThrow().what();
    }

    /** When, on what, and how much was measured. */
    String provenance() {
        MachineFacts machine = results.machine();
        return format("%s, classes %s (%s), %s, %d cores, %s; %d pairs in %d groups, windows of %d ms, seed %d",
                results.date(), ClassesDigest.brief(results.classes()),
                results.evidence(), machine.cpu(), machine.cores(), machine.jdk(), results.pairs(), results.groups(),
                results.windowMillis(), results.seed());
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
