package org.pinfold.netty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.util.Version;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The server under {@code examples/netty-echo} compiles, and answers on each allocator with what was sent. */
class EchoExampleTest {
    private static final Path BASE = Path.of(System.getProperty("pinfold.basedir"), "examples", "netty-echo");
    private static final List<String> ALLOCATORS = List.of("PINFOLD", "POOLED", "ADAPTIVE");
    /** Where the copied answer becomes another one. */
    private static final String COPY = ".writeBytes(request.content())";

    @TempDir
    private Path folder;

    @Test
    void answersOnEachAllocator() throws IOException {
        Path json = folder.resolve("results.json");
        ChildVm.Result result = compare(compile(sources()), "--json", json.toString());
        assertEquals(0, result.exitCode(), result::output);
        JsonNode medians = new ObjectMapper().readTree(json.toFile()).get("medians");
        assertEquals(ALLOCATORS.size(), medians.size(), result::output);
        for (String allocator : ALLOCATORS) {
            medians.get(allocator).forEach(figure -> assertTrue(figure.asDouble() > 0, result::output));
            assertEquals(6, medians.get(allocator).size(), result::output);
        }
    }

    @Test
    void aWrongAnswerFails() throws IOException {
        Path source = Files.createDirectory(folder.resolve("broken"));
        copyTo(source);
        Path handler = source.resolve("EchoHandler.java");
        String text = Files.readString(handler);
        assertTrue(text.contains(COPY));
        Files.writeString(handler, text.replace(COPY, ".writeZero(bytes)"));
        ChildVm.Result result = compare(compile(source), "--json", folder.resolve("no.json").toString());
        assertNotEquals(0, result.exitCode(), result::output);
        assertTrue(result.output().contains("not what was sent"), result::output);
    }

    /** What is tried here is what the example's own project would have. */
    @Test
    void namesTheseVersions() throws IOException {
        String jar = Path.of(System.getProperty("pinfold.check.jar")).getFileName().toString();
        String netty = Version.identify().get("netty-codec-http").artifactVersion();
        String pom = Files.readString(BASE.resolve("pom.xml")).replaceAll("\\s+", "");
        for (String dependency : List.of(
                "pinfold</artifactId><version>" + jar.replaceFirst("^pinfold-(.*)-check\\.jar$", "$1") + "<",
                "netty-codec-http</artifactId><version>" + netty + "<")) {
            assertTrue(pom.contains(dependency), "examples/netty-echo/pom.xml has no " + dependency);
        }
    }

    private static Path sources() {
        return BASE.resolve("src/main/java/com/example/echo");
    }

    private static void copyTo(Path target) throws IOException {
        try (Stream<Path> files = Files.list(sources())) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    private Path compile(Path source) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> options = new ArrayList<>(List.of("-proc:none", "-Xlint:all", "-Xlint:-classfile", "-Werror",
                "-d", classes.toString(), "-classpath", System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.list(source)) {
            files.map(Path::toString).filter(file -> !file.endsWith("package-info.java")).forEach(options::add);
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)),
                "javac's exit code");
        return classes;
    }

    /** One short round of each. */
    private static ChildVm.Result compare(Path classes, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--rounds", "1", "--warm-up", "0.1", "--seconds", "0.4",
                "--rest", "0", "--connections", "4", "--threads", "1"));
        all.addAll(List.of(arguments));
        return new ChildVm("com.example.echo.Compare")
                .classPath(classes + File.pathSeparator + System.getProperty("java.class.path"))
                .vmArguments("-XX:+UseSerialGC", "-Xmx256m")
                .arguments(all.toArray(String[]::new))
                .run();
    }
}
