package org.pinfold.soak;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Backing;
import org.pinfold.Frees;
import org.pinfold.Heap;
import org.pinfold.heap.Experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every combination of the experiments is a sound heap: {@link Switches}. {@code -Dsoak.seed=N} repeats a run. */
class SwitchesSoakTest {
    private static final int OPERATIONS = 3_000;
    private static final long SEED = Long.getLong("soak.seed", 1);

    static Stream<Experiments> combinations() {
        return Switches.all().stream();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void servesSeveralThreadsAndLosesNothing(Experiments experiments) throws InterruptedException {
        for (Frees frees : Frees.values()) {
            expectSound(experiments, Heap.builder().frees(frees), OPERATIONS);
        }
        expectSound(experiments, Heap.builder().backing(Backing.ARENA), OPERATIONS / 4);
    }

    private static void expectSound(Experiments experiments, Heap.Builder options, int operations)
            throws InterruptedException {
        Switches switches = new Switches(experiments, options, operations, SEED);
        assertEquals(List.of(), switches.run().list(), () -> "seed " + SEED);
        assertTrue(switches.checked() >= operations);
    }

    @Test
    void thereAreSixteenCombinations() {
        assertEquals(16, combinations().distinct().count());
    }
}
