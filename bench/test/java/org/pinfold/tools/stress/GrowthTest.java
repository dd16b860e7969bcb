package org.pinfold.tools.stress;

import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Made-up memory over time. */
class GrowthTest {
    private static final long MIB = 1 << 20;

    @Test
    void memoryThatGoesUpAndDownIsFine() {
        assertEquals(List.of(), judged(20, i -> i % 2 * 100 * MIB));
        assertEquals(List.of(), judged(20, i -> Math.min(i, 5) * 20 * MIB));
    }

    @Test
    void memoryThatGoesOnGrowingIsNot() {
        List<String> told = judged(20, i -> i * 20 * MIB);
        assertEquals(3, told.size(), told::toString);
        assertTrue(told.getFirst().startsWith("bytes committed, in the mean of the second half"), told::toString);
    }

    @Test
    void aFewLooksSayNothing() {
        assertEquals(List.of(), judged(3, i -> i * 200 * MIB));
    }

    private static List<String> judged(int looks, IntToLongFunction memory) {
        Percentiles none = new Percentiles(0, 0, 0, 0, 0);
        Violations violations = new Violations();
        Growth growth = new Growth(IntStream.range(0, looks).mapToObj(i -> {
            long bytes = memory.applyAsLong(i);
            return new Interval(i, 1, 1, 0, 0, bytes, bytes, 0, bytes, none, none);
        }).toList(), 0, violations);
        growth.judgeHeap();
        growth.judgeProcess();
        return violations.list();
    }
}
