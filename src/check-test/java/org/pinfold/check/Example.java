package org.pinfold.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The project under {@code examples}, copied to a folder where it can be changed and built. */
record Example(Path folder) {
    private static final Path SOURCE = Path.of(System.getProperty("pinfold.basedir"), "examples", "pool-check");

    /** Copies it. */
    static Example copiedTo(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(SOURCE)) {
            files = tree.filter(Files::isRegularFile)
                    .filter(file -> !SOURCE.relativize(file).startsWith("target")).toList();
        }
        for (Path file : files) {
            Path copy = folder.resolve(SOURCE.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        return new Example(folder);
    }

    /** Replaces something that stands twice in the pool. */
    Example replaceInPool(String text, String other) throws IOException {
        Path pool = folder.resolve("src/main/java/com/example/pool/BufferPool.java");
        String source = Files.readString(pool);
        assertEquals(3, source.split(Pattern.quote(text), -1).length, "places in the pool, and one");
        Files.writeString(pool, source.replace(text, other));
        return this;
    }

    /** Compiles it, with nothing but this on the class path. */
    Path compile(String classPath) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-proc:none", "-Xlint:all,-options",
                "-Werror", "-d", classes.toString(), "-classpath", classPath));
        try (Stream<Path> tree = Files.walk(folder.resolve("src"))) {
            tree.map(Path::toString)
                    .filter(file -> file.endsWith(".java") && !file.endsWith("package-info.java"))
                    .forEach(arguments::add);
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        assertEquals(0, javac.run(null, null, null, arguments.toArray(String[]::new)), "javac's exit code");
        return classes;
    }
}
