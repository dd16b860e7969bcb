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
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The server under {@code examples/netty-echo} compiles, and answers on each allocator with what was sent. */
class EchoExampleTest {
    private static final Path BASE = Path.of(System.getProperty("pinfold.basedir"), "examples", "netty-echo");
    private static final List<String> ALLOCATORS = List.of("PINFOLD", "POOLED", "ADAPTIVE", "ADAPTIVE");
    /** Where the copied answer becomes another one. */
    private static final String COPY = ".writeBytes(request.content())";

    @TempDir
    private Path folder;

    @Test
    void answersOnEachAllocator() throws IOException {
        assertAnswers("java", "0.4");
    }

    /** What looks at no body, but tells of answers that did not come. */
    @Test
    void answersToWrk() throws IOException {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "wrk"))), "wrk is not installed");
        assertAnswers("wrk", "1");
    }

    private void assertAnswers(String load, String seconds) throws IOException {
        Path json = folder.resolve("results.json");
        Path page = folder.resolve("results.md");
        ChildVm.Result result = compare(compile(sources()), "--json", json.toString(), "--page", page.toString(),
                "--load", load, "--seconds", seconds);
        assertEquals(0, result.exitCode(), result::output);
        JsonNode rounds = new ObjectMapper().readTree(json.toFile()).get("rounds");
        assertEquals(1, rounds.size(), result::output);
        JsonNode servers = rounds.get(0);
        assertEquals(ALLOCATORS, servers.findValuesAsText("allocator"), result::output);
        for (JsonNode server : servers) {
            assertEquals(2, server.get("bursts").size(), result::output);
            for (JsonNode burst : server.get("bursts")) {
                assertTrue(burst.get("requestsPerSecond").asDouble() > 0 && burst.get("p50Micros").asDouble() > 0
                        && burst.get("p99Micros").asDouble() >= burst.get("p50Micros").asDouble(), result::output);
            }
            assertTrue(server.get("residentMib").asDouble() > 0 && server.get("trimmedMib").asDouble() > 0
                    && server.get("peakMib").asDouble() >= server.get("residentMib").asDouble(), result::output);
        }
        assertTrue(result.output().contains("| beside adaptive (all rounds) |"), result::output);
        assertTrue(result.output().contains("| adaptive, again |"), result::output);
        String kept = Files.readString(page);
        assertTrue(kept.contains("load=" + load.toUpperCase(Locale.ROOT)), kept);
        kept.lines().filter(line -> line.startsWith("|"))
                .forEach(row -> assertTrue(result.output().contains(row), row));
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        ChildVm.Result result = compare(compile(sources()), "--seconds", "0");
        assertEquals(2, result.exitCode(), result::output);
        assertTrue(result.output().contains("seconds and warm-up more than 0"), result::output);
    }

    @Test
    void aWrongAnswerFails() throws IOException {
        Path source = Files.createDirectory(folder.resolve("broken"));
        copyTo(source);
        Path handler = source.resolve("EchoHandler.java");
        String text = Files.readString(handler);
        assertTrue(text.contains(COPY));
        Files.writeString(handler, text.replace(COPY, ".writeZero(bytes)"));
        ChildVm.Result result = compare(compile(source), "--json", folder.resolve("no.json").toString(),
                "--load", "java", "--seconds", "0.4");
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
        List<String> all = new ArrayList<>(List.of("--rounds", "1", "--warm-up", "0.1", "--bursts", "2",
                "--rest", "0", "--connections", "4", "--threads", "1"));
        all.addAll(List.of(arguments));
        return new ChildVm("com.example.echo.Compare")
                .classPath(classes + File.pathSeparator + BASE.resolve("src/main/resources") + File.pathSeparator
                        + System.getProperty("java.class.path"))
                .vmArguments("-XX:+UseSerialGC", "-Xmx256m")
                .arguments(all.toArray(String[]::new))
                .run();
    }
}
