package org.pinfold.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The project under {@code examples}, built by Maven as a stranger would: in a folder of its own, with the jar of the
 * checks from a repository. That is a folder of links to what this build has downloaded, and the jar.
 */
@EnabledIfSystemProperty(named = "pinfold.tier", matches = "(?i)evidence|night", disabledReason = "the tier is smaller")
class ExampleBuildTest {
    private static final Path JAR = Path.of(System.getProperty("pinfold.check.jar"));
    private static final Path DOWNLOADED = Path.of(System.getProperty("pinfold.repository"));
    private static final int MINUTES = 15;

    @TempDir
    private Path folder;

    @Test
    void mavenBuildsAndTestsIt() throws IOException, InterruptedException {
        Example example = Example.copiedTo(folder.resolve("example"));
        Path output = folder.resolve("output");
        Process maven = new ProcessBuilder("mvn", "-o", "-B", "-ntp", "test", "-Dpinfold.check.samples=2000",
                "-Dpinfold.check.seconds=300", "-Dmaven.repo.local=" + repository())
                .directory(example.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!maven.waitFor(MINUTES, TimeUnit.MINUTES)) {
            maven.descendants().forEach(ProcessHandle::destroyForcibly);
            maven.destroyForcibly().waitFor();
        }
        String told = Files.readString(output);
        assertEquals(0, maven.exitValue(), told);
        assertTrue(told.contains("Tests run: 17, Failures: 0, Errors: 0, Skipped: 2"), told);
    }

    private Path repository() throws IOException {
        Path repository = folder.resolve("repository");
        linkAllBut("org", DOWNLOADED, repository);
        linkAllBut("pinfold", DOWNLOADED.resolve("org"), repository.resolve("org"));
        String version = JAR.getFileName().toString().replaceFirst("^pinfold-(.*)-check\\.jar$", "$1");
        Path installed = Files.createDirectories(repository.resolve("org/pinfold/pinfold").resolve(version));
        Files.copy(JAR, installed.resolve(JAR.getFileName()));
        Files.copy(JAR.resolveSibling("users-pom.xml"), installed.resolve("pinfold-" + version + ".pom"));
        return repository;
    }

    private static void linkAllBut(String left, Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> entries;
        try (Stream<Path> all = Files.list(from)) {
            entries = all.filter(entry -> !entry.getFileName().toString().equals(left)).toList();
        }
        for (Path entry : entries) {
            Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
    }
}
