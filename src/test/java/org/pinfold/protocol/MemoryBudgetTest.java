package org.pinfold.protocol;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The limit: every amount at every fill of small budgets, alone and under a parent; random amounts of full width. */
class MemoryBudgetTest {
    private static final int MAX_LIMIT = 8;
    /** For limits 0 to 8 each fill from 0 to 8, also above the limit; for each 11 amounts, taken and given back. */
    private static final int STEPS = 9 * 9 * 11 * 2;
    private static final int MAX_CHILD_LIMIT = 4;
    /** For limits 0 to 4 of child and parent the fills of two children, 0 to 4 each; for each 6 amounts, both ways. */
    private static final int FAMILY_STEPS = 5 * 5 * 5 * 5 * 6 * 2;
    private static final int RANDOM_WORDS = 100_000;

    /** The transition under test. */
    private interface Take {
        long next(long used, long amount, long limit);
    }

    @Test
    void everyAmountAtEveryFill() {
        assertEquals(STEPS, explore(MemoryBudget::nextTake));
        Exploration.leave(MemoryBudgetTest.class, STEPS);
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
            for (long used = 0; used <= MAX_LIMIT; used++) {
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
            long used = random.nextLong() >>> 1 + random.nextInt(62);
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
            for (long used = 0; used <= MAX_LIMIT; used++) {
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

    /** What is in use may be more than the limit, which was higher then. */
    private static MemoryBudget budget(long limit, long used) {
        MemoryBudget budget = new MemoryBudget(MAX_LIMIT);
        assertTrue(budget.tryTake(used));
        budget.setLimit(limit);
        assertEquals(used, budget.used());
        return budget;
    }

    @Test
    void aLimitBelowUseForbidsUntilEnoughCameBack() {
        MemoryBudget budget = budget(5, 8);
        assertFalse(budget.tryTake(0));
        budget.giveBack(3);
        assertFalse(budget.tryTake(1));
        budget.giveBack(1);
        assertTrue(budget.tryTake(1));
        budget.setLimit(6);
        assertTrue(budget.tryTake(1));
        assertFalse(budget.tryTake(1));
    }

    @Test
    void aChildHasWhatBothLimitsAllow() {
        int steps = 0;
        for (long childLimit = 0; childLimit <= MAX_CHILD_LIMIT; childLimit++) {
            for (long parentLimit = 0; parentLimit <= MAX_CHILD_LIMIT; parentLimit++) {
                for (long own = 0; own <= MAX_CHILD_LIMIT; own++) {
                    for (long others = 0; others <= MAX_CHILD_LIMIT; others++) {
                        for (long amount = 0; amount <= MAX_CHILD_LIMIT + 1; amount++) {
                            new Family(childLimit, parentLimit, own, others).checkTake(amount);
                            new Family(childLimit, parentLimit, own, others).checkGiveBack(amount);
                            steps += 2;
                        }
                    }
                }
            }
        }
        assertEquals(FAMILY_STEPS, steps);
    }

    /** Two children, and what each of them has of their parent. */
    private static final class Family {
        private final MemoryBudget parent = new MemoryBudget(2 * MAX_CHILD_LIMIT);
        private final MemoryBudget child = new MemoryBudget(MAX_CHILD_LIMIT, parent);
        private final MemoryBudget sibling = new MemoryBudget(MAX_CHILD_LIMIT, parent);
        private final long own;
        private final long others;

        Family(long childLimit, long parentLimit, long own, long others) {
            this.own = own;
            this.others = others;
            assertTrue(child.tryTake(own));
            assertTrue(sibling.tryTake(others));
            child.setLimit(childLimit);
            parent.setLimit(parentLimit);
        }

        void checkTake(long amount) {
            boolean fits = own + amount <= child.limit() && own + others + amount <= parent.limit();
            assertEquals(fits, assertDoesNotThrow(() -> child.tryTake(amount)));
            assertInUse(fits ? own + amount : own);
        }

        void checkGiveBack(long amount) {
            if (amount <= own) {
                child.giveBack(amount);
                assertInUse(own - amount);
            } else {
                assertThrows(IllegalStateException.class, () -> child.giveBack(amount));
                assertInUse(own);
            }
        }

        private void assertInUse(long expected) {
            assertEquals(expected, child.used());
            assertEquals(others, sibling.used());
            assertEquals(expected + others, parent.used());
        }
    }

    @Test
    void aGrandparentIsAskedLastAndItsRefusalUndoneEverywhere() {
        MemoryBudget grandparent = new MemoryBudget(4);
        MemoryBudget parent = new MemoryBudget(5, grandparent);
        MemoryBudget child = new MemoryBudget(6, parent);
        assertTrue(child.tryTake(3));
        assertFalse(child.tryTake(2));
        assertEquals(List.of(3L, 3L, 3L), List.of(child.used(), parent.used(), grandparent.used()));
        assertTrue(parent.tryTake(1));
        assertFalse(child.tryTake(1));
        assertEquals(List.of(3L, 4L, 4L), List.of(child.used(), parent.used(), grandparent.used()));
        child.giveBack(2);
        assertEquals(List.of(1L, 2L, 2L), List.of(child.used(), parent.used(), grandparent.used()));
    }
}
