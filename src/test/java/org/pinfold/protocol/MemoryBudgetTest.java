package org.pinfold.protocol;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The limit: every amount at every fill of small budgets, and random amounts of full width. */
class MemoryBudgetTest {
    private static final int MAX_LIMIT = 8;
    /** For limits 0 to 8 each fill from 0 to the limit, and for each fill 11 amounts, taken and given back. */
    private static final int STEPS = 45 * 11 * 2;
    private static final int RANDOM_WORDS = 100_000;

    /** The transition under test. */
    private interface Take {
        long next(long used, long amount, long limit);
    }

    @Test
    void everyAmountAtEveryFill() {
        assertEquals(STEPS, explore(MemoryBudget::nextTake));
    }

    @Test
    @Tag("canary")
    void canaryALimitThatIsPassedByOneIsFound() {
        assertThrows(AssertionFailedError.class, () -> explore((used, amount, limit) ->
                MemoryBudget.nextTake(used, amount, limit + 1)));
    }

    private static int explore(Take take) {
        int steps = 0;
        for (long limit = 0; limit <= MAX_LIMIT; limit++) {
            for (long used = 0; used <= limit; used++) {
                for (long amount = 0; amount <= MAX_LIMIT + 2; amount++) {
                    long next = take.next(used, amount, limit);
                    assertEquals(used + amount > limit ? MemoryBudget.REFUSED : used + amount, next);
                    assertTrue(next <= limit);
                    long back = MemoryBudget.nextGiveBack(used, amount);
                    assertEquals(amount > used ? MemoryBudget.REFUSED : used - amount, back);
                    steps += 2;
                }
            }
        }
        return steps;
    }

    @Test
    void randomAmountsOfFullWidth() {
        Random random = Exploration.random(MemoryBudgetTest.class);
        int words = 0;
        for (; words < RANDOM_WORDS; words++) {
            long limit = random.nextLong() >>> 1 + random.nextInt(62);
            long used = random.nextLong(limit + 1);
            long amount = random.nextLong() >>> 1 + random.nextInt(62);
            BigInteger sum = BigInteger.valueOf(used).add(BigInteger.valueOf(amount));
            boolean fits = sum.compareTo(BigInteger.valueOf(limit)) <= 0;
            assertEquals(fits ? sum.longValueExact() : MemoryBudget.REFUSED,
                    MemoryBudget.nextTake(used, amount, limit));
        }
        assertEquals(RANDOM_WORDS, words);
    }

    @Test
    void theLargestAmountFitsTheLargestLimitOnly() {
        assertEquals(Long.MAX_VALUE, MemoryBudget.nextTake(0, Long.MAX_VALUE, Long.MAX_VALUE));
        assertEquals(MemoryBudget.REFUSED, MemoryBudget.nextTake(1, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void theRealBudgetTakesTheSameSteps() {
        int steps = 0;
        for (long limit = 0; limit <= MAX_LIMIT; limit++) {
            for (long used = 0; used <= limit; used++) {
                for (long amount = 0; amount <= MAX_LIMIT + 2; amount++) {
                    checkTake(limit, used, amount);
                    checkGiveBack(limit, used, amount);
                    steps += 2;
                }
            }
        }
        assertEquals(STEPS, steps);
    }

    private static void checkTake(long limit, long used, long amount) {
        MemoryBudget budget = budget(limit, used);
        assertEquals(used + amount <= limit, budget.tryTake(amount));
        assertEquals(used + amount <= limit ? used + amount : used, budget.used());
        assertEquals(limit, budget.limit());
    }

    private static void checkGiveBack(long limit, long used, long amount) {
        MemoryBudget budget = budget(limit, used);
        if (amount <= used) {
            budget.giveBack(amount);
            assertEquals(used - amount, budget.used());
        } else {
            String message = assertThrows(IllegalStateException.class, () -> budget.giveBack(amount)).getMessage();
            assertTrue(message.contains(amount + " of " + used), message);
            assertEquals(used, budget.used());
        }
    }

    private static MemoryBudget budget(long limit, long used) {
        MemoryBudget budget = new MemoryBudget(limit);
        assertTrue(budget.tryTake(used));
        return budget;
    }
}
