package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.evidence.EvidenceFiles;
import org.pinfold.tools.evidence.EvidenceRecord;
import org.pinfold.tools.evidence.Layer;
import org.pinfold.tools.evidence.LibraryClasses;
import org.pinfold.tools.matrix.Matrix;
import org.pinfold.tools.matrix.MatrixReport;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code pinfold evidence} on records made up for it: a complete row is complete, and nothing less is. */
class EvidenceCommandTest {
    private static final String BUILT = "0123456789abcdef";
    private static final List<Layer> ROW = List.of(Layer.TRANSITIONS, Layer.PIT, Layer.TLC, Layer.SPEC_IS_CODE,
            Layer.LINCHECK, Layer.STRESS, Layer.JCSTRESS);
    private static final String MARKS = "before\n" + MatrixReport.PART.begin() + "old\n"
            + MatrixReport.PART.end() + "after\n";

    @TempDir
    private Path home;
    private Path run;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void everyProtocolHasACompleteRow() throws IOException {
        run = home.resolve("target/evidence");
        for (String protocol : LibraryClasses.protocols()) {
            for (Layer layer : ROW) {
                leave(protocol, layer, Map.of("steps", 7_001L), BUILT);
            }
            leave(protocol, Layer.BUGS_T, Map.of("killed", 3L, "run", 3L, "seeded", 3L), BUILT);
        }
        Files.createDirectories(home.resolve("docs"));
        for (String document : MatrixReport.DOCUMENTS) {
            Files.writeString(home.resolve(document), MARKS);
        }
    }

    @Test
    void aCompleteMatrixIsPrintedAndMeetsTheRequirement() {
        assertEquals(0, execute("--require"), err::toString);
        assertTrue(out.toString().contains("PinGuard"), out::toString);
        assertTrue(out.toString().contains("7,001"), out::toString);
        assertTrue(out.toString().contains("T 3/3"), out::toString);
        assertTrue(out.toString().contains("the evidence is about them"), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void withoutARunTheCommandForOneIsNamed() throws IOException {
        for (Path file : Files.list(run).toList()) {
            Files.delete(file);
        }
        assertEquals(2, execute());
        assertTrue(err.toString().contains("run `mvn verify`"), err::toString);
        assertTrue(err.toString().contains("--kept reads"), err::toString);
        assertEquals(2, execute("--kept"));
        assertFalse(err.toString().contains("--kept reads"), err::toString);
    }

    @Test
    void whatIsPrintedIsAskedForOnce() {
        assertEquals(2, execute("--json", "--markdown"));
        assertTrue(err.toString().contains("give one of them"), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void aMissingLayerFailsTheRequirement() throws IOException {
        Files.delete(run.resolve("PinGuard.LINCHECK.json"));
        assertEquals(0, execute());
        assertEquals(1, execute("--require"));
        assertTrue(err.toString().startsWith("FAILED no Lincheck of PinGuard on these classes: run `mvn verify "),
                err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @Test
    void aSeededBugThatLivesFailsTheRequirement() throws IOException {
        leave("HeapGate", Layer.BUGS_L, Map.of("killed", 1L, "run", 1L, "seeded", 2L), BUILT);
        assertEquals(1, execute("--require"));
        assertTrue(out.toString().contains("T 3/3 L 1/1 of 2"), out::toString);
        String alive = "not all seeded bugs killed, as far as they were run: HeapGate BUGS_L 1 of 2: run";
        assertTrue(err.toString().contains(alive), err::toString);
    }

    @Test
    void evidenceOnOtherClassesIsStaleAndNeitherCountsNorIsWritten() throws IOException {
        leave("SpanMap", Layer.TLC, Map.of("states", 5L, "depth", 3L), "fedcba987654321");
        assertEquals(1, execute("--require"));
        assertTrue(out.toString().contains("STALE, about other classes: [TLC]"), out::toString);
        assertTrue(out.toString().contains("Incomplete: no TLC of SpanMap on these classes: run `mvn"), out::toString);
        assertTrue(err.toString().startsWith("FAILED no TLC of SpanMap"), err::toString);
        assertEquals(2, execute("--write"));
        assertEquals(MARKS, Files.readString(home.resolve("README.md")));
    }

    @Test
    void whatIsWrittenIsWhatIsPrinted() throws IOException {
        assertEquals(0, execute("--write", "--markdown"), err::toString);
        for (String document : MatrixReport.DOCUMENTS) {
            String text = Files.readString(home.resolve(document));
            assertEquals(MARKS.replace("old\n", out.toString()), text);
        }
        String printed = out.toString();
        assertEquals(0, execute("--kept", "--markdown"));
        assertEquals(printed, out.toString());
        assertEquals(Matrix.of(EvidenceFiles.leftIn(run)), Matrix.read(home.resolve(Matrix.KEPT)));
    }

    @Test
    void thePageIsWritten() throws IOException {
        Path page = home.resolve("e.html");
        assertEquals(0, execute("--report", page.toString()), err::toString);
        assertTrue(Files.readString(page).contains("<td class=\"good\">T 3/3</td>"), "a cell");
        assertTrue(out.toString().contains("PinGuard"), "and all is printed");
        assertEquals(2, execute("--report", home.resolve("no/e.html").toString()));
        assertTrue(err.toString().contains("--report: no folder"), err::toString);
    }

    @Test
    void aDocumentWithoutMarksIsLeftAlone() throws IOException {
        Path document = home.resolve("README.md");
        Files.writeString(document, "no marks\n");
        CommandLine command = command();
        command.setExecutionExceptionHandler((e, failed, arguments) -> {
            failed.getErr().println(e.getMessage());
            return 1;
        });
        assertEquals(1, command.execute("--write"));
        assertTrue(err.toString().contains("must have these two lines"), err::toString);
        assertEquals("no marks\n", Files.readString(document));
    }

    @Test
    void classesOfTheHeapThatNoModelIsAboutAreNamed() throws IOException {
        assertTrue(unmodelled().contains("Allocator"));
        leave("Allocator", Layer.SOAK, Map.of("operations", 1L), BUILT);
        assertTrue(unmodelled().contains("Allocator"), "a soak run is no model");
        leave("Allocator", Layer.LINCHECK, Map.of("scenarios", 1L), BUILT);
        assertFalse(unmodelled().contains("Allocator"));
    }

    @Test
    void survivorsAreNamed() throws IOException {
        EvidenceFiles.leave(run, new EvidenceRecord("PinGuard", Layer.SURVIVORS, new TreeMap<>(Map.of("seeded", 1L)),
                List.of("PinGuard/07-weak"), "verify", "2026-01-01", BUILT));
        assertEquals(0, execute());
        assertTrue(out.toString().contains("weaker memory model: PinGuard/07-weak."), out::toString);
    }

    @Test
    void theWholeCommandLineKnowsIt() {
        CommandLine pinfold = Pinfold.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertEquals(0, pinfold.execute("evidence", "--help"));
        assertTrue(out.toString().contains("--require"), out::toString);
    }

    private List<String> unmodelled() throws IOException {
        return Matrix.of(EvidenceFiles.leftIn(run)).unmodelled();
    }

    private void leave(String subject, Layer layer, Map<String, Long> figures, String classes) throws IOException {
        EvidenceFiles.leave(run, new EvidenceRecord(subject, layer, new TreeMap<>(figures), List.of(), "verify",
                "2026-01-01", classes));
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return command().execute(arguments);
    }

    private CommandLine command() {
        return UsageErrors.toldBy(new CommandLine(new EvidenceCommand(home, () -> BUILT)))
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }
}
