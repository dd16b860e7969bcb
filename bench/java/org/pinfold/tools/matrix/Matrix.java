package org.pinfold.tools.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.pinfold.tools.evidence.EvidenceRecord;
import org.pinfold.tools.evidence.Layer;
import org.pinfold.tools.evidence.LibraryClasses;

/**
 * Subject by layer: the records of a run, beside the protocols and the heap's classes as the code had them then.
 *
 * @param records by subject and layer
 * @param protocols all there are
 * @param heap the classes of the heap
 */
public record Matrix(List<EvidenceRecord> records, List<String> protocols, List<String> heap) {
    /** The records that the documents show, below the project's folder. */
    public static final String KEPT = "docs/evidence.json";
    /** The folder of those that the suites left last. */
    public static final String LAST_RUN = "target/evidence";

    private static final String NONE = "-";
    /** The explorations of the heap as a whole. */
    private static final List<String> WHOLE = List.of("HeapClose", "ThreadCache", "ThreadExit");
    /** Evidence that explores the interleavings of a class, or the races of its words. */
    private static final Set<Layer> MODELS = Set.of(Layer.TLC, Layer.SPEC_IS_CODE, Layer.TRACES,
            Layer.LINCHECK, Layer.JCSTRESS);

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A record on a line, for those who compare two runs. */
    private static final PrettyPrinter LINES = new DefaultPrettyPrinter()
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance);

    /** Of these records and the library as it is. */
    public static Matrix of(List<EvidenceRecord> records) {
        return new Matrix(records, LibraryClasses.protocols(), LibraryClasses.heap());
    }

    /** What {@link #json} gave. */
    public static Matrix read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), Matrix.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds no evidence: " + e.getOriginalMessage(), e);
        }
    }

    /** All of it, as text. */
    public String json() throws JsonProcessingException {
        return JSON.writer(LINES).writeValueAsString(this) + "\n";
    }

    /** The matrix of protocols, its header first. */
    public List<List<String>> ofProtocols() {
        return rows("protocol", protocols, Column.OF_PROTOCOLS);
    }

    /** What is about the heap as a whole, or about a class that is no protocol; its header first. */
    public List<List<String>> ofOthers() {
        Set<String> others = new TreeSet<>(records.stream().map(EvidenceRecord::subject).toList());
        protocols.forEach(others::remove);
        return rows("subject", others, Column.OF_OTHERS);
    }

    private List<List<String>> rows(String subject, Collection<String> subjects, List<Column> columns) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(subject, columns, Column::title));
        subjects.forEach(name -> rows.add(row(name, columns, column -> column.of(evidence(name)).orElse(NONE))));
        return rows;
    }

    /** How the cells of a subject's row stand beside these classes; not its name. */
    public List<Standing> standing(String subject, String classes) {
        List<Column> columns = protocols.contains(subject) ? Column.OF_PROTOCOLS : Column.OF_OTHERS;
        Column.Own fresh = on(classes).evidence(subject);
        return columns.stream().map(column -> Standing.of(column, evidence(subject), fresh)).toList();
    }

    private static List<String> row(String first, List<Column> columns, Function<Column, String> cell) {
        List<String> row = new ArrayList<>(List.of(first));
        columns.forEach(column -> row.add(cell.apply(column)));
        return row;
    }

    private Column.Own evidence(String subject) {
        return layer -> find(subject, layer);
    }

    private Optional<EvidenceRecord> find(String subject, Layer layer) {
        return records.stream().filter(it -> it.subject().equals(subject) && it.layer() == layer).findFirst();
    }

    /** The bugs that no checker kills on this kind of processor. */
    List<String> survivors() {
        return records.stream().filter(it -> it.layer() == Layer.SURVIVORS).flatMap(it -> it.names().stream()).toList();
    }

    /** The heap's classes that no model, no exploration of interleavings and no outcome table is about. */
    public List<String> unmodelled() {
        Set<String> modelled = new TreeSet<>(records.stream().filter(it -> MODELS.contains(it.layer()))
                .map(EvidenceRecord::subject).toList());
        return heap.stream().filter(name -> !modelled.contains(name)).toList();
    }

    /** What the protocols lack of a complete row on these classes, and what runs it; empty if no row lacks anything. */
    public List<String> lacking(String classes) {
        Matrix fresh = on(classes);
        List<String> lacking = new ArrayList<>();
        for (Column column : Column.OF_PROTOCOLS) {
            List<String> without = protocols.stream()
                    .filter(protocol -> column.of(fresh.evidence(protocol)).isEmpty()).toList();
            if (!without.isEmpty()) {
                lacking.add("no " + column.title() + " of " + String.join(", ", without) + " on these classes: run `"
                        + column.command() + "`");
            }
        }
        List<String> alive = fresh.records.stream()
                .filter(it -> Layer.OF_BUGS.contains(it.layer()) && it.figure("killed") < it.figure("seeded"))
                .map(it -> it.subject() + " " + it.layer() + " " + it.figure("killed") + " of " + it.figure("seeded"))
                .toList();
        if (!alive.isEmpty()) {
            lacking.add("not all seeded bugs killed, as far as they were run: " + String.join(", ", alive) + ": run `"
                    + Column.BUGS.command() + "`");
        }
        return lacking;
    }

    /**
     * Whether every protocol has on these classes what {@code mvn verify} runs, and no seeded bug that had its turn
     * survived.
     */
    public boolean verified(String classes) {
        Matrix fresh = on(classes);
        return Column.OF_PROTOCOLS.stream().filter(column -> column != Column.PIT)
                .allMatch(column -> protocols.stream().allMatch(it -> column.of(fresh.evidence(it)).isPresent()))
                && fresh.records.stream().filter(it -> Layer.OF_BUGS.contains(it.layer()))
                .allMatch(it -> it.figure("killed") == it.figure("run"));
    }

    private Matrix on(String classes) {
        return new Matrix(records.stream().filter(it -> it.classes().equals(classes)).toList(), protocols, heap);
    }

    /** Whether Lincheck has explored the heap as a whole. */
    boolean explored() {
        return WHOLE.stream().allMatch(subject -> find(subject, Layer.LINCHECK).isPresent());
    }

    /** Which layers have evidence on other classes than these. */
    public Set<Layer> stale(String classes) {
        Set<Layer> stale = new TreeSet<>();
        records.stream().filter(it -> !it.classes().equals(classes)).forEach(it -> stale.add(it.layer()));
        return stale;
    }
}
