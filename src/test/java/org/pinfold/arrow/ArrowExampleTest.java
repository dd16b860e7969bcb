package org.pinfold.arrow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The project {@code examples/arrow-vectors} compiles with the library as it is, and names the same versions. */
class ArrowExampleTest {
    private static final Path BASE = Path.of(System.getProperty("pinfold.basedir"));
    private static final Path EXAMPLE = BASE.resolve("examples/arrow-vectors");

    @Test
    void compiles(@TempDir Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-Xlint:all,-classfile", "-Werror",
                "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        int javac = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertEquals(0, javac, "javac's exit code");
    }

    @Test
    void namesTheSameVersions() throws IOException {
        String build = Files.readString(BASE.resolve("pom.xml"));
        String example = Files.readString(EXAMPLE.resolve("pom.xml"));
        assertEquals(element(build, "arrow.version"), element(example, "arrow.version"));
        assertTrue(example.contains("<version>" + element(build, "version") + "</version>"), "Pinfold's version");
    }

    /** The content of the first such element. */
    private static String element(String pom, String name) {
        int begin = pom.indexOf("<" + name + ">") + name.length() + 2;
        return pom.substring(begin, pom.indexOf("</" + name + ">"));
    }
}
