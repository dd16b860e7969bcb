package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pinfold.tools.bench.EvidenceStamp;
import org.pinfold.tools.evidence.EvidenceRecord;
import org.pinfold.tools.evidence.Layer;
import org.pinfold.tools.matrix.Matrix;
import org.pinfold.tools.matrix.MatrixReport;
import org.pinfold.tools.matrix.Standing;
import org.pinfold.tools.report.MachineFacts;

/** What was checked, how far, on which classes: what is missing, stale or alive cannot be missed. */
public final class EvidencePage {
    private static final String NONE = "-";
    private static final Map<Layer, String> CHECKERS = new EnumMap<>(Map.of(
            Layer.BUGS_U, "U, unit test", Layer.BUGS_T, "T, TLC", Layer.BUGS_L, "L, Lincheck",
            Layer.BUGS_J, "J, jcstress", Layer.BUGS_S, "S, soak", Layer.BUGS_F, "F, fault"));

    private final Matrix matrix;
    private final MatrixReport report;
    private final String classes;
    private final Page page = new Page("pinfold evidence");

    private EvidencePage(Matrix matrix, String classes) {
        this.matrix = matrix;
        this.classes = classes;
        report = new MatrixReport(matrix);
    }

    /**
     * Writes the page.
     *
     * @param classes the digest of those that are built now
     * @param date of the page, and {@code machine} that which writes it
     * @throws IOException if the file cannot be written, or this machine cannot draw
     */
    public static void write(Path file, Matrix matrix, String classes, String date, MachineFacts machine,
            List<String> command) throws IOException {
        of(matrix, classes, date, machine, command).write(file);
    }

    static Page of(Matrix matrix, String classes, String date, MachineFacts machine, List<String> command)
            throws IOException {
        EvidencePage made = new EvidencePage(matrix, classes);
        made.head(date, machine, command);
        made.page.heading("Protocols").cells(made.standing(matrix.ofProtocols(), true));
        made.page.heading("Everything else").cells(made.standing(matrix.ofOthers(), false));
        made.bugs();
        made.foot();
        return made.page;
    }

    private void head(String date, MachineFacts machine, List<String> command) {
        String tier = matrix.lacking(classes).isEmpty() ? EvidenceStamp.EVIDENCE
                : matrix.verified(classes) ? EvidenceStamp.VERIFY : EvidenceStamp.UNCHECKED;
        Map<String, String> facts = Provenance.begin(page, command, machine, date, classes, tier);
        facts.put("rows", matrix.protocols().stream().filter(this::isComplete).count() + " of "
                + matrix.protocols().size() + " protocols complete");
        page.facts(facts).text("Classes are those that are built now; date and machine are of this page. The runs:")
                .list(report.provenance());
    }

    private boolean isComplete(String protocol) {
        return matrix.standing(protocol, classes).stream().allMatch(it -> it == Standing.CHECKED);
    }

    /** A table with each cell's standing, in words too where it does not count; a row need not be complete. */
    private List<List<Cell>> standing(List<List<String>> rows, boolean complete) {
        List<List<Cell>> table = new ArrayList<>(List.of(Cell.row(rows.getFirst())));
        for (List<String> row : rows.subList(1, rows.size())) {
            List<Standing> standing = matrix.standing(row.getFirst(), classes);
            List<Cell> cells = new ArrayList<>(Cell.row(row.subList(0, 1)));
            for (int column = 0; column < standing.size(); column++) {
                cells.add(cell(row.get(column + 1), standing.get(column), complete));
            }
            table.add(cells);
        }
        return table;
    }

    private static Cell cell(String text, Standing standing, boolean complete) {
        return switch (standing) {
            case CHECKED -> new Cell(text, Cell.Mark.GOOD);
            case STALE -> new Cell(text + ", stale", Cell.Mark.OLD);
            case ALIVE -> new Cell(text + ", alive", Cell.Mark.BAD);
            case MISSING -> complete ? new Cell("missing", Cell.Mark.BAD) : new Cell(NONE, Cell.Mark.PLAIN);
        };
    }

    /** By checker: how many each has killed, and whose they are. */
    private void bugs() throws IOException {
        List<Bar> bars = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("checker", "killed", "run", "seeded", "of subjects"));
        for (Layer layer : Layer.OF_BUGS) {
            List<EvidenceRecord> records = matrix.records().stream().filter(it -> it.layer() == layer).toList();
            if (!records.isEmpty()) {
                bars.add(new Bar(CHECKERS.get(layer), sum(records, "killed"), Ink.FIRST));
                table.add(List.of(CHECKERS.get(layer), "" + sum(records, "killed"), "" + sum(records, "run"),
                        "" + sum(records, "seeded"), "" + records.size()));
            }
        }
        if (!bars.isEmpty()) {
            page.heading("Seeded bugs by checker").beside(side ->
                    side.bars("Seeded bugs that each checker has killed", "killed", bars).table(table));
        }
    }

    private static long sum(List<EvidenceRecord> records, String figure) {
        return records.stream().mapToLong(it -> it.figure(figure)).sum();
    }

    private void foot() {
        List<String> lacking = matrix.lacking(classes);
        if (!lacking.isEmpty()) {
            page.heading("What is lacking").list(lacking);
        }
        page.heading("What is not checked").text(report.survivors()).text(report.unmodelled());
        page.heading("How to read this").text(MatrixReport.LEGEND).text("Green: about the classes that are built now. "
                + "Stale: about other classes, and counts no more. Missing: no such evidence, where each row has to "
                + "have it. Alive: a seeded bug that had its turn was not caught.");
    }
}
