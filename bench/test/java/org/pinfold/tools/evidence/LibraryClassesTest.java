package org.pinfold.tools.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the code says its protocols and classes are. */
class LibraryClassesTest {
    private static final String ENDING = "LincheckTest.java";

    /** By another rule than that of the transition functions. */
    @Test
    void protocolsAreTheClassesThatLincheckExplores() throws IOException {
        Path folder = Path.of(System.getProperty("pinfold.basedir"), "src/lincheck/java/org/pinfold/protocol");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> explored = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted().toList();
            assertEquals(explored, LibraryClasses.protocols());
        }
    }

    @Test
    void classesAreTopLevelOnesWithoutTheTools() {
        assertTrue(LibraryClasses.heap().contains("Allocator"));
        assertTrue(LibraryClasses.all().containsAll(LibraryClasses.heap()));
        assertTrue(LibraryClasses.all().containsAll(List.of("Heap", "SlabWord", "MmapSource")));
        assertFalse(LibraryClasses.all().contains("Pinfold"));
        assertTrue(LibraryClasses.all().stream().allMatch(name -> name.matches("[A-Z]\\w*")));
    }

    @Test
    void aTransitionIsNamedNextAndWhat() {
        assertTrue(LibraryClasses.isTransition("nextPin"));
        assertFalse(LibraryClasses.isTransition("next"));
        assertFalse(LibraryClasses.isTransition("unpin"));
    }
}
