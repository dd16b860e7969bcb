package org.pinfold.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Backing;
import org.pinfold.Frees;
import org.pinfold.evidence.Evidence;
import org.pinfold.mutants.ChildVm;
import org.pinfold.mutants.Killer;
import org.pinfold.mutants.Mutant;
import org.pinfold.tools.evidence.Layer;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Eight threads on however many processors there are. A short run by default; {@code -Dsoak.seconds=60} makes it last,
 * {@code -Dsoak.seed=N} repeats one.
 */
class SoakTest {
    private static final int THREADS = 8;
    private static final long OPERATIONS = 15_000;
    private static final String SEED = System.getProperty("soak.seed", "1");
    private static final String MAPPED = "-Dorg.pinfold.backing=MMAP";
    private static final List<String> KILLED = new ArrayList<>();
    private static final String SECONDS = System.getProperty("soak.seconds");

    @AfterAll
    static void leaveEvidence() {
        List<String> bugs = Mutant.names(aSeededBugIsFound());
        Evidence.bugs(Layer.BUGS_S, bugs, bugs, KILLED);
    }

    @ParameterizedTest
    @EnumSource
    void noBlockIsCorruptedOrLostAndMemoryIsBounded(Frees frees) throws Exception {
        expectNoViolation(frees, Backing.MMAP);
    }

    /** Where nothing tells what is resident, so that the bound on memory is the limit alone. */
    @Test
    void noBlockIsCorruptedOrLostInArenas() throws Exception {
        expectNoViolation(Frees.ORDERED, Backing.ARENA);
    }

    private static void expectNoViolation(Frees frees, Backing backing) throws Exception {
        ChildVm.Result result = soak(frees, "-Dorg.pinfold.backing=" + backing).run();
        System.out.print("soak, " + frees + ", " + backing + ", seed " + SEED + ":\n" + result.output());
        assertEquals(0, result.exitCode(), result::output);
        assertTrue(result.output().contains("blocks checked"), result::output);
        assertFalse(result.output().contains(Violations.VIOLATION), result::output);
        assertEquals(backing == Backing.ARENA, result.output().contains(" 0 bytes purged"), result::output);
        SoakEvidence.leave(Soak.class, result.output());
    }

    @ParameterizedTest
    @MethodSource
    void aSeededBugIsFound(Mutant mutant) throws Exception {
        ChildVm.Result result = soak(Frees.ORDERED, MAPPED)
                .classPathFirst(mutant.compile()).run();
        assertEquals(1, result.exitCode(), result::output);
        assertTrue(result.output().contains(Violations.VIOLATION), result::output);
        KILLED.add(mutant.toString());
    }

    static Stream<Mutant> aSeededBugIsFound() {
        return Mutant.killedBy(Killer.S).filter(mutant -> mutant.protocol().equals("Heap"));
    }

    @Test
    void thereAreSeededBugs() {
        assertTrue(aSeededBugIsFound().count() >= 7);
    }

    private static ChildVm soak(Frees frees, String vmArgument) {
        long seconds = SECONDS == null ? 0 : Long.parseLong(SECONDS);
        return new ChildVm(Soak.class.getName())
                .vmArguments("--enable-native-access=ALL-UNNAMED", "-Xmx512m", vmArgument)
                .arguments(frees.name(), "" + THREADS, "" + OPERATIONS, seconds == 0 ? "2" : seconds + "s", SEED)
                .timeout(Duration.ofSeconds(120 + 2 * seconds));
    }
}
