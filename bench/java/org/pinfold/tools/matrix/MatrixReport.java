package org.pinfold.tools.matrix;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pinfold.tools.report.GeneratedPart;
import org.pinfold.tools.report.Markdown;
import org.pinfold.tools.report.Table;

import static org.pinfold.tools.evidence.ClassesDigest.brief;

/** The matrix for the eye: as text, beside the classes built now, and as Markdown, which is the same on every day. */
public final class MatrixReport {
    /** The documents with a generated part, which is made from {@link Matrix#KEPT}. */
    public static final List<String> DOCUMENTS = List.of("README.md", "docs/verified.md");
    /** Their generated part. */
    public static final GeneratedPart PART = new GeneratedPart("pinfold evidence --write");

    /** What the cells are. */
    public static final String LEGEND = """
            transitions: steps of the transition functions compared with what they should be, at every reachable word
            of narrow widths. PIT: mutations of these functions killed / made. TLC: distinct states, depth, all
            configurations together. model = code: edges of the model's graph that the functions agree with, both ways.
            Lincheck: scenarios, interleavings explored. stress: executions checked. jcstress: tables, samples, allowed
            outcomes seen / declared. soak: operations. faults: injected into calls or threads. traces: recorded steps
            that the model accepts. seeded bugs: killed / run, by checker (U transition test, T TLC, L Lincheck,
            J jcstress, S soak, F injected fault), and of how many where the tier ran fewer. "-": no such evidence.
            """;

    private final Matrix matrix;

    /** Of these records. */
    public MatrixReport(Matrix matrix) {
        this.matrix = matrix;
    }

    /** For a terminal. */
    public String text(String classes) {
        StringBuilder text = new StringBuilder();
        text.append(table(matrix.ofProtocols())).append('\n').append(table(matrix.ofOthers())).append('\n');
        text.append(LEGEND).append('\n');
        provenance().forEach(line -> text.append(line).append('\n'));
        text.append("The classes built now are ").append(brief(classes)).append(": ").append(judged(classes))
                .append('\n');
        matrix.lacking(classes).forEach(line -> text.append("Incomplete: ").append(line).append('\n'));
        text.append('\n').append(survivors()).append('\n').append(unmodelled()).append('\n');
        return text.toString();
    }

    /** For a document. */
    public String markdown() {
        return Markdown.table(matrix.ofProtocols()) + "\n" + Markdown.table(matrix.ofOthers()) + "\n"
                + LEGEND + "\n" + provenance().stream().map(line -> "- " + line + "\n").collect(Collectors.joining())
                + "\n" + survivors() + "\n\n" + unmodelled() + "\n";
    }

    private String judged(String classes) {
        Set<?> stale = matrix.stale(classes);
        return stale.isEmpty() ? "the evidence is about them." : "STALE, about other classes: " + stale;
    }

    /** Which runs left how many records. */
    public List<String> provenance() {
        Map<String, Long> runs = matrix.records().stream().collect(Collectors.groupingBy(
                it -> it.date() + ", classes " + brief(it.classes()) + ", tier " + it.tier(), TreeMap::new,
                Collectors.counting()));
        return runs.entrySet().stream().map(run -> run.getKey() + ": " + run.getValue() + " records").toList();
    }

    /** The seeded bugs that are not killed here, in a sentence. */
    public String survivors() {
        List<String> names = matrix.survivors();
        return "Seeded bugs that survive, since they need a processor with a weaker memory model: "
                + (names.isEmpty() ? "none recorded" : String.join(", ", names)) + ".";
    }

    /** The classes that no model is about, in a sentence. */
    public String unmodelled() {
        List<String> names = matrix.unmodelled();
        return "Of the " + matrix.heap().size() + " classes of the heap no model, exploration of interleavings or "
                + "outcome table is about these " + names.size() + ", which "
                + (matrix.explored() ? "the exploration of the heap as a whole, " : "")
                + "tests and soak runs exercise: " + String.join(", ", names) + ".";
    }

    private static String table(List<List<String>> rows) {
        Table table = new Table();
        rows.forEach(table::row);
        return table.text();
    }
}
