package org.pinfold.check;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Pairs of operations, raced by two threads on this processor many times; what comes of each race is tallied and judged
 * by a table of the outcomes that are allowed, each with its reason. A race counts only if both operations were under
 * way at once, and there must be as many that count as {@link Bounds} asks for.
 *
 * <p>Shown: that the outcomes seen are allowed ones. Unlike Lincheck this runs the compiled code at full speed, native
 * calls included, under the real memory order of this processor.
 *
 * <p>Not shown: that other outcomes are impossible. It is less than jcstress does: one VM, one way the compiler took,
 * no choice of processors, a meeting of the threads before each race that orders what was before; and a time stamp on
 * each side of an operation, which may hide a reordering across its ends. It needs no annotation processor and no VM of
 * its own in exchange. On x86-64 some reorderings never happen that other processors do.
 *
 * @param <B> a block
 */
public interface RaceTests<B> extends SubjectTests<B> {
    /**
     * One test for each pair that these promises allow to race.
     *
     * @return the tests
     */
    @TestFactory
    default Stream<DynamicTest> racesHaveAllowedOutcomes() {
        return Races.of(this).stream().map(race -> DynamicTest.dynamicTest(race.table().race(),
                () -> System.out.print(getClass().getSimpleName() + ", " + RaceRun.run(race))));
    }

    /** The canary: a pool whose steps are not atomic has to be caught by every table that applies to it, here. */
    @Test
    default void canaryARacyPoolIsCaughtByEveryRace() {
        List<Race<Integer>> races = Races.of(new RacyPool.Tests());
        for (Race<Integer> race : races) {
            String told = assertThrows(AssertionError.class, () -> RaceRun.run(race)).getMessage();
            assertTrue(told.contains("FORBIDDEN"), told);
        }
    }
}
