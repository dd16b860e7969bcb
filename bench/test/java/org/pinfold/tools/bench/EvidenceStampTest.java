package org.pinfold.tools.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.evidence.EvidenceFiles;
import org.pinfold.tools.evidence.EvidenceRecord;
import org.pinfold.tools.evidence.Layer;
import org.pinfold.tools.evidence.LibraryClasses;
import org.pinfold.tools.matrix.Matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The stamp on records made up for it. */
class EvidenceStampTest {
    private static final String MEASURED = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";
    private static final List<Layer> OF_VERIFY = List.of(Layer.TRANSITIONS, Layer.TLC, Layer.SPEC_IS_CODE,
            Layer.LINCHECK, Layer.STRESS, Layer.JCSTRESS);

    @TempDir
    private Path home;

    @Test
    void withoutRecordsNothingWasChecked() throws IOException {
        assertEquals("UNCHECKED", stamp());
    }

    @Test
    void whatVerifyRunsMakesVerify() throws IOException {
        leaveVerify(MEASURED);
        assertEquals("verify", stamp());
    }

    @Test
    void aProtocolWithoutALayerIsUnchecked() throws IOException {
        leaveVerify(MEASURED);
        Files.delete(run().resolve("SpanMap.LINCHECK.json"));
        assertEquals("UNCHECKED", stamp());
    }

    @Test
    void aSeededBugThatLivedIsUnchecked() throws IOException {
        leaveVerify(MEASURED);
        leaveBugs("HeapGate", 1, 2, 5, MEASURED);
        assertEquals("UNCHECKED", stamp());
    }

    @Test
    void recordsOfOtherClassesDoNotCount() throws IOException {
        leaveVerify(OTHER);
        assertEquals("UNCHECKED", stamp());
        leaveVerify(MEASURED);
        leave("SpanMap", Layer.TLC, OTHER);
        assertEquals("UNCHECKED", stamp());
    }

    @Test
    void allOfItMakesEvidence() throws IOException {
        leaveEvidence(MEASURED);
        assertEquals("evidence", stamp());
        leaveBugs("PinGuard", 1, 1, 3, MEASURED);
        assertEquals("verify", stamp(), "not all seeded bugs had their turn");
    }

    @Test
    void keptRecordsCountAfterTheRunIsGone() throws IOException {
        leaveEvidence(MEASURED);
        keep();
        leaveVerify(OTHER);
        assertEquals("evidence", stamp());
        assertEquals("UNCHECKED", EvidenceStamp.of(home, "00"));
    }

    @Test
    void whatIsKeptDoesNotFillUpWhatTheRunLacks() throws IOException {
        leaveEvidence(MEASURED);
        Files.delete(run().resolve("SpanMap.TLC.json"));
        keep();
        leaveEvidence(MEASURED);
        Files.delete(run().resolve("PinGuard.TLC.json"));
        assertEquals("UNCHECKED", stamp());
    }

    @Test
    void recordsThatCannotBeReadAreAnError() throws IOException {
        Files.createDirectories(home.resolve("docs"));
        Files.writeString(home.resolve("docs/evidence.json"), "{\"no\":1}");
        assertThrows(IOException.class, this::stamp);
    }

    private String stamp() throws IOException {
        return EvidenceStamp.of(home, MEASURED);
    }

    private Path run() {
        return home.resolve("target/evidence");
    }

    private void keep() throws IOException {
        Files.createDirectories(home.resolve("docs"));
        new ObjectMapper().writeValue(home.resolve("docs/evidence.json").toFile(),
                Matrix.of(EvidenceFiles.leftIn(run())));
    }

    private void leaveVerify(String classes) throws IOException {
        for (String protocol : LibraryClasses.protocols()) {
            for (Layer layer : OF_VERIFY) {
                leave(protocol, layer, classes);
            }
            leaveBugs(protocol, 1, 1, 3, classes);
        }
    }

    private void leaveEvidence(String classes) throws IOException {
        leaveVerify(classes);
        for (String protocol : LibraryClasses.protocols()) {
            leave(protocol, Layer.PIT, classes);
            leaveBugs(protocol, 3, 3, 3, classes);
        }
    }

    private void leaveBugs(String subject, long killed, long ran, long seeded, String classes) throws IOException {
        EvidenceFiles.leave(run(), new EvidenceRecord(subject, Layer.BUGS_T,
                new TreeMap<>(Map.of("killed", killed, "run", ran, "seeded", seeded)), List.of(), "verify",
                "2026-01-01", classes));
    }

    private void leave(String subject, Layer layer, String classes) throws IOException {
        EvidenceFiles.leave(run(), new EvidenceRecord(subject, layer, new TreeMap<>(Map.of("steps", 1L)), List.of(),
                "verify", "2026-01-01", classes));
    }
}
