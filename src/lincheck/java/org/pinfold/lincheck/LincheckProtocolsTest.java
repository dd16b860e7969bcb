package org.pinfold.lincheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** No protocol is left out without notice, and every specification is short enough to be checked by eye. */
class LincheckProtocolsTest {
    private static final Path BASE = Path.of(System.getProperty("pinfold.basedir", "."));
    private static final int MOST_LINES = 60;

    @Test
    void everyDeclaredProtocolHasItsTest() throws IOException, ClassNotFoundException {
        assertEquals(LincheckSettings.PROTOCOLS, names("src/lincheck/java/org/pinfold/protocol", "LincheckTest.java"));
        assertEquals(LincheckSettings.API, names("src/lincheck/java/org/pinfold", "LincheckTest.java"));
        assertEquals(LincheckSettings.HEAP, names("src/lincheck/java/org/pinfold/heap", "LincheckTest.java"));
        for (String subject : likeProtocols()) {
            Class<?> test = Class.forName(LincheckSettings.testClass(subject));
            assertTrue(ProtocolCheck.class.isAssignableFrom(test), test.getName());
        }
    }

    @Test
    void everyDeclaredProtocolHasAShortSpecification() throws IOException {
        String folder = "specs/sequential/java/org/pinfold/specs/sequential";
        List<String> specifications = new ArrayList<>(likeProtocols());
        specifications.add("Heap");
        specifications.sort(null);
        assertEquals(specifications, names(folder, "Specification.java"));
        for (String protocol : specifications) {
            List<String> lines = Files.readAllLines(BASE.resolve(folder).resolve(protocol + "Specification.java"));
            assertTrue(lines.size() <= MOST_LINES, protocol + " has " + lines.size() + " lines");
        }
    }

    private static List<String> likeProtocols() {
        return Stream.of(LincheckSettings.PROTOCOLS, LincheckSettings.API).flatMap(List::stream).toList();
    }

    private static List<String> names(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(BASE.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }
}
