package org.pinfold.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The project under {@code examples} compiles against the jar of the checks, and passes; with a bug it does not. */
@ExtendWith(TierBounds.class)
class ExampleTest {
    private static final Path JAR = Path.of(System.getProperty("pinfold.check.jar"));
    private static final Path BASE = Path.of(System.getProperty("pinfold.basedir"));
    /** JUnit and Lincheck among them, Pinfold not. */
    private static final String DEPENDENCIES = System.getProperty("pinfold.dependencies");
    private static final String TEST = "com.example.pool.BufferPoolTest";

    @TempDir
    private Path folder;

    @Test
    void passes() throws IOException {
        ChildVm.Result result = run(Example.copiedTo(folder));
        System.out.println(result.output());
        assertEquals(0, result.exitCode(), result::output);
        assertTrue(result.output().contains(JUnitProgram.RAN + "15 passed, 0 failed, 2 skipped"), result::output);
    }

    /** The bug that its README proposes. */
    @Test
    @EnabledIfSystemProperty(named = "pinfold.tier", matches = "(?i)evidence|night", disabledReason = "smaller tier")
    void failsWithoutTheCountOfChanges() throws IOException {
        ChildVm.Result result = run(Example.copiedTo(folder).replaceInPool("(word & -ONE_CHANGE) + ONE_CHANGE | ", ""));
        assertEquals(1, result.exitCode(), result::output);
        assertTrue(result.output().contains("everyInterleavingIsExplainedByAnOrder"), result::output);
        assertTrue(result.output().contains("top.compareAndSet("), result::output);
        assertTrue(result.output().contains("one is there twice"), result::output);
    }

    @Test
    void namesThisVersion() throws IOException {
        String version = JAR.getFileName().toString().replaceFirst("^pinfold-(.*)-check\\.jar$", "$1");
        String dependency = "<version>" + version + "</version>\n      <classifier>check</classifier>";
        for (String file : new String[] {"examples/pool-check/pom.xml", "docs/check.md"}) {
            String text = Files.readString(BASE.resolve(file)).replaceAll("\n +<", "\n      <");
            assertTrue(text.contains(dependency), file + " has no\n" + dependency);
        }
    }

    private ChildVm.Result run(Example example) throws IOException {
        Path classes = example.compile(JAR + File.pathSeparator + DEPENDENCIES);
        ChildVm child = new ChildVm(JUnitProgram.class.getName())
                .classPathFirst(classes, JAR, Path.of(System.getProperty("pinfold.check.test.classes")))
                .classPath(DEPENDENCIES)
                .vmArguments("-Xmx1g", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading")
                .arguments(TEST)
                .timeout(Duration.ofMinutes(10));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("pinfold.check."))
                .forEach(name -> child.property(name, System.getProperty(name)));
        return child.run();
    }
}
