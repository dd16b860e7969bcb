package org.pinfold.tools.evidence;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.Frees;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

class ClassesDigestTest {
    @TempDir
    private Path folder;

    @Test
    void namesTheLibraryAndNotTheTools() throws Exception {
        assertEquals(ClassesDigest.of(Heap.class), ClassesDigest.of(Frees.class));
        String first = digestOfCopy();
        assertEquals(first, digestOfCopy());
        Files.writeString(Files.createDirectories(folder.resolve("org/pinfold/tools")).resolve("T.class"), "x");
        assertEquals(first, digestOfCopy());
        Files.writeString(folder.resolve("org/pinfold/Other.class"), "x");
        assertNotEquals(first, digestOfCopy());
    }

    /** The digest of a library that is {@link Frees} and what else stands in the folder. */
    private String digestOfCopy() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("org/pinfold")).resolve("Frees.class");
        try (var original = Frees.class.getResourceAsStream("Frees.class")) {
            Files.write(copy, original.readAllBytes());
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            return ClassesDigest.of(loader.loadClass("org.pinfold.Frees"));
        }
    }
}
