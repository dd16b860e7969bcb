package org.pinfold.mutants;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.evidence.Evidence;
import org.pinfold.tools.evidence.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Each mutant with the killer U makes the transition test of its protocol fail, by an assertion of that test. The test
 * runs in a child VM, with the mutated classes before the real ones.
 */
class UnitMutantsTest {
    private static final int AT_LEAST = 85;
    private static final int AT_A_TIME = 2;
    private static final String PIN_GUARD = "org/pinfold/protocol/PinGuard.java";
    private static final Map<Mutant, CompletableFuture<ChildVm.Result>> RUNS = new LinkedHashMap<>();
    private static final List<String> KILLED = new ArrayList<>();
    private static final ExecutorService POOL = Executors.newFixedThreadPool(AT_A_TIME);

    @TempDir
    private Path folder;

    static Stream<Mutant> mutants() {
        return Mutant.killedBy(Killer.U);
    }

    @BeforeAll
    static void startAll() {
        mutants().forEach(mutant ->
                RUNS.put(mutant, CompletableFuture.supplyAsync(() -> run(mutant, mutant.compile()), POOL)));
    }

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
        Evidence.bugs(Layer.BUGS_U, Mutant.names(mutants()), Mutant.names(RUNS.keySet().stream()), KILLED);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isKilled(Mutant mutant) {
        ChildVm.Result result = RUNS.get(mutant).join();
        assertEquals(TestVerdict.REFUTED, result.exitCode(), () -> mutant + ":\n" + result.output());
        KILLED.add(mutant.toString());
    }

    @Test
    void allAreThere() {
        assertTrue(RUNS.size() >= AT_LEAST, "only " + RUNS.size() + " mutants");
    }

    @Test
    @Tag("canary")
    void canaryAMutantThatChangesNothingSurvives() {
        Mutant harmless = pinGuard("private static final long ONE_PIN = 1L;", "private static final long ONE_PIN = 1;");
        ChildVm.Result result = run(harmless, harmless.compile(Mutant.sources(), folder));
        assertEquals(TestVerdict.PASSED, result.exitCode(), result::output);
    }

    @Test
    @Tag("canary")
    void canaryAnotherExceptionIsNoKill() {
        Mutant broken = pinGuard("boolean open = state(word) == LIVE", "boolean open = 1 / (int) (word & 0) == LIVE");
        ChildVm.Result result = run(broken, broken.compile(Mutant.sources(), folder));
        assertEquals(TestVerdict.UNCLEAR, result.exitCode(), result::output);
    }

    private static Mutant pinGuard(String find, String replacement) {
        return new Mutant(0, "PinGuard", "canary", "no bug", EnumSet.of(Killer.U),
                List.of(new Replacement(PIN_GUARD, find, replacement)));
    }

    private static ChildVm.Result run(Mutant mutant, Path classes) {
        return new ChildVm(TestVerdict.class.getName())
                .classPathFirst(classes)
                .vmArguments("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m")
                .arguments(testClass(mutant))
                .run();
    }

    /** The test of the protocol, in the package of the mutated class. */
    private static String testClass(Mutant mutant) {
        String file = mutant.replacements().getFirst().file();
        return file.substring(0, file.lastIndexOf('/') + 1).replace('/', '.') + mutant.protocol() + "Test";
    }
}
