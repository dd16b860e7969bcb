package org.pinfold.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Each protocol is found by one name in the library, its tests, its Lincheck and jcstress suites and its model; and so
 * is what users share among threads, but for the model, which is that of the protocol it rests on.
 */
class EvidenceNamesTest {
    /** Classes of the protocol package that hold no shared word, or the word that several protocols share. */
    private static final Set<String> HELPERS = Set.of("Duty", "SlabWord");

    private static final List<String> EVIDENCE = List.of(
            "src/test/java/org/pinfold/protocol/%sTest.java",
            "src/test/java/org/pinfold/protocol/%sModelTest.java",
            "src/lincheck/java/org/pinfold/protocol/%sLincheckTest.java",
            "src/jcstress/java/org/pinfold/protocol/%sStress.java",
            "specs/%s.tla");

    private static final List<String> SHARED_BY_USERS = List.of(
            "src/main/java/org/pinfold/SharedBlock.java",
            "src/test/java/org/pinfold/SharedBlockTest.java",
            "src/test/java/org/pinfold/soak/SharedBlocks.java",
            "src/lincheck/java/org/pinfold/SharedBlockLincheckTest.java",
            "src/jcstress/java/org/pinfold/SharedBlockStress.java",
            "specs/sequential/java/org/pinfold/specs/sequential/SharedBlockSpecification.java");

    private static final Path ROOT = Path.of(System.getProperty("pinfold.basedir"));

    @Test
    void eachProtocolHasItsEvidence() throws IOException {
        List<String> protocols = classes().stream().filter(name -> !HELPERS.contains(name)).toList();
        assertFalse(protocols.isEmpty(), "no protocols found");
        assertEquals(List.of(), protocols.stream().flatMap(EvidenceNamesTest::missing).toList(), "missing evidence");
    }

    @Test
    void whatUsersShareHasItsEvidence() {
        assertEquals(List.of(), absent(SHARED_BY_USERS.stream()).toList(), "missing evidence");
    }

    @Test
    void helpersExistAndLackEvidenceOfTheirOwn() throws IOException {
        List<String> classes = classes();
        assertEquals(List.of(), HELPERS.stream().filter(name -> !classes.contains(name)).toList(), "no such class");
        assertEquals(List.of(), HELPERS.stream().filter(name -> missing(name).findAny().isEmpty()).toList(),
                "these have all the evidence, so they are protocols");
    }

    @Test
    void missingEvidenceIsReported() {
        assertEquals(EVIDENCE.size(), missing("NoSuchProtocol").count());
    }

    private static Stream<String> missing(String name) {
        return absent(EVIDENCE.stream().map(pattern -> pattern.formatted(name)));
    }

    private static Stream<String> absent(Stream<String> files) {
        return files.filter(file -> !Files.isRegularFile(ROOT.resolve(file)));
    }

    private static List<String> classes() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("src/main/java/org/pinfold/protocol"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .sorted().toList();
        }
    }
}
