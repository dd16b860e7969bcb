package org.pinfold.lincheck;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.evidence.Evidence;
import org.pinfold.mutants.ChildVm;
import org.pinfold.mutants.Killer;
import org.pinfold.mutants.Mutant;
import org.pinfold.mutants.SmallTables;
import org.pinfold.tools.evidence.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * Each seeded bug that names Lincheck is caught by the model checking of what its folder names, and by its verdict
 * alone: an execution that no order of the operations explains, a failed validation, or a thread that waits for
 * another.
 */
class LincheckMutantsTest {
    /** The first line of each kind of verdict; other failures of Lincheck (time-outs, its own errors) are none. */
    private static final List<String> VERDICTS = List.of("= Invalid execution results =", "= Validation function ",
            "= The algorithm should be non-blocking, but ");
    private static final Map<Mutant, Future<ChildVm.Result>> RESULTS = new HashMap<>();
    private static final Set<Mutant> KILLED = new HashSet<>();
    private static ExecutorService children;

    static Stream<Mutant> mutants() {
        return Mutant.selectedFor(Killer.L);
    }

    @BeforeAll
    static void startChildren() {
        children = Executors.newFixedThreadPool(LincheckSettings.CHILDREN);
        mutants().forEach(mutant -> RESULTS.put(mutant, children.submit(() -> check(mutant))));
    }

    @AfterAll
    static void everyMutantWasChecked() {
        children.shutdownNow();
        Evidence.bugs(Layer.BUGS_L, Mutant.names(Mutant.killedBy(Killer.L)), Mutant.names(mutants()),
                Mutant.names(KILLED.stream()));
        System.out.printf("Lincheck mutants: %d of %d killed%n", KILLED.size(), RESULTS.size());
        assertNotEquals(0, RESULTS.size(), "mutants declared");
        assertEquals(RESULTS.keySet(), KILLED);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isKilled(Mutant mutant) throws Exception {
        ChildVm.Result result = RESULTS.get(mutant).get();
        assertNotEquals(0, result.exitCode(), mutant + " survives: " + mutant.summary());
        assertTrue(isVerdict(result.output()), () -> mutant + " fails in another way:\n" + result.output());
        KILLED.add(mutant);
    }

    /** A child VM as such is no reason to fail. */
    @Test
    void unmutatedSurvives() {
        ChildVm.Result result = check("MemoryBudget", 2);
        if (result.exitCode() != 0) {
            fail(result.output());
        }
    }

    private static boolean isVerdict(String output) {
        return output.contains(LincheckAssertionError.class.getName())
                && VERDICTS.stream().anyMatch(output::contains);
    }

    private static ChildVm.Result check(Mutant mutant) {
        if (LincheckSettings.HEAP.contains(mutant.protocol())) {
            return HeapCheck.child(MutantCheck.class, mutant.compile(), SmallTables.compile())
                    .arguments(LincheckSettings.testClass(mutant.protocol()))
                    .run();
        }
        return check(mutant.protocol(), LincheckSettings.SCENARIOS, mutant.compile());
    }

    private static ChildVm.Result check(String protocol, int scenarios, Path... first) {
        return LincheckRuns.child(MutantCheck.class, first)
                .property("lincheck.iterations", Integer.toString(scenarios))
                .property("lincheck.invocations", Integer.toString(LincheckSettings.INTERLEAVINGS))
                .arguments(LincheckSettings.testClass(protocol))
                .run();
    }
}
