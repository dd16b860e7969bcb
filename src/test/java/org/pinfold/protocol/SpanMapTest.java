package org.pinfold.protocol;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The map of units: every word of 8 units at three places of the map, and random words of 64. */
class SpanMapTest {
    private static final int NARROW = 8;
    private static final int WORDS = 1 << NARROW;
    private static final int RUNS = NARROW * (NARROW + 1) / 2;
    private static final int[] PLACES = {0, 27, SpanMap.UNITS - NARROW};
    private static final int[] ALIGNMENTS = {1, 2, 4, 8, 16, 32, 64};
    /** Each word at each place, runs of 1 to 9 units at each alignment. */
    private static final int SEARCHES = WORDS * 3 * (NARROW + 1) * 7;
    private static final int RANDOM_WORDS = 100_000;

    /** The search under test. */
    private interface Search {
        int lowestRun(long word, int units, int alignment);
    }

    @Test
    void theLowestRunOfEveryNarrowWord() {
        assertEquals(SEARCHES, searchAll(SpanMap::lowestRun));
    }

    @Test
    @Tag("canary")
    void canaryARunThatNeedsOneUnitLessIsFound() {
        assertThrows(AssertionFailedError.class, () -> searchAll((word, units, alignment) ->
                SpanMap.lowestRun(word, Math.max(units - 1, 1), alignment)));
    }

    @Test
    @Tag("canary")
    void canaryAnAlignmentThatIsForgottenIsFound() {
        assertThrows(AssertionFailedError.class, () -> searchAll((word, units, alignment) ->
                SpanMap.lowestRun(word, units, 1)));
    }

    private static int searchAll(Search search) {
        int searches = 0;
        for (long narrow = 0; narrow < WORDS; narrow++) {
            for (int place : PLACES) {
                for (int units = 1; units <= NARROW + 1; units++) {
                    for (int alignment : ALIGNMENTS) {
                        check(search, narrow << place, units, alignment);
                        searches++;
                    }
                }
            }
        }
        return searches;
    }

    private static void check(Search search, long word, int units, int alignment) {
        assertEquals(naive(word, units, alignment), search.lowestRun(word, units, alignment),
                () -> units + " units aligned to " + alignment + " in " + Long.toHexString(word));
    }

    private static int naive(long word, int units, int alignment) {
        for (int first = 0; first + units <= SpanMap.UNITS; first += alignment) {
            if (isFree(word, first, units)) {
                return first;
            }
        }
        return SpanMap.NONE;
    }

    private static boolean isFree(long word, int first, int units) {
        for (int unit = first; unit < first + units; unit++) {
            if ((word >>> unit & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    private static long set(long word, int first, int units, boolean free) {
        long after = word;
        for (int unit = first; unit < first + units; unit++) {
            after = free ? after | 1L << unit : after & ~(1L << unit);
        }
        return after;
    }

    @Test
    void everyClaimAndReturnOfANarrowWord() {
        int steps = 0;
        for (long narrow = 0; narrow < WORDS; narrow++) {
            for (int first = 0; first < NARROW; first++) {
                for (int units = 1; first + units <= NARROW; units++) {
                    assertEquals(set(narrow, first, units, false), SpanMap.nextClaim(narrow, first, units));
                    assertEquals(set(narrow, first, units, true), SpanMap.nextReturn(narrow, first, units));
                    steps++;
                }
            }
        }
        assertEquals(WORDS * RUNS, steps);
        Exploration.leave(SpanMapTest.class, steps);
    }

    @Test
    void randomWordsOfFullWidth() {
        Random random = Exploration.random(SpanMapTest.class);
        int words = 0;
        for (; words < RANDOM_WORDS; words++) {
            long word = random.nextLong() | random.nextLong() | (words % 2 == 0 ? random.nextLong() : 0);
            int units = 1 + random.nextInt(words % 3 == 0 ? SpanMap.UNITS : 6);
            check(SpanMap::lowestRun, word, units, ALIGNMENTS[random.nextInt(ALIGNMENTS.length)]);
            int first = random.nextInt(SpanMap.UNITS - units + 1);
            assertEquals(set(0, first, units, true), SpanMap.mask(first, units));
            assertEquals(set(word, first, units, false), SpanMap.nextClaim(word, first, units));
            assertEquals(set(word, first, units, true), SpanMap.nextReturn(word, first, units));
        }
        assertEquals(RANDOM_WORDS, words);
    }

    @Test
    void theRealMapTakesTheSameSteps() {
        int steps = 0;
        for (long word = 0; word < WORDS; word++) {
            for (int units = 1; units <= NARROW; units++) {
                for (int alignment : ALIGNMENTS) {
                    checkClaim(word, units, alignment);
                }
                for (int first = 0; first + units <= NARROW; first++) {
                    checkClaimAt(word, first, units);
                    checkGiveBack(word, first, units);
                    steps++;
                }
            }
        }
        assertEquals(WORDS * RUNS, steps);
    }

    private static void checkClaim(long word, int units, int alignment) {
        SpanMap map = map(word);
        int expected = naive(word, units, alignment);
        assertEquals(expected, map.look(units, alignment));
        assertEquals(expected, map.claim(units, alignment));
        assertEquals(expected == SpanMap.NONE ? word : set(word, expected, units, false), map.getVolatile());
    }

    private static void checkClaimAt(long word, int first, int units) {
        SpanMap map = map(word);
        boolean free = isFree(word, first, units);
        assertEquals(free, map.claimAt(first, units));
        assertEquals(free ? set(word, first, units, false) : word, map.getVolatile());
    }

    private static void checkGiveBack(long word, int first, int units) {
        SpanMap map = map(word);
        if (set(word, first, units, false) == word) {
            assertFalse(map.giveBack(first, units));
            assertEquals(set(word, first, units, true), map.getVolatile());
        } else {
            String message = assertThrows(IllegalStateException.class, () -> map.giveBack(first, units)).getMessage();
            assertTrue(message.contains("units " + first + " to " + (first + units - 1)), message);
            assertEquals(word, map.getVolatile());
        }
    }

    /** A map in which exactly these units are free. */
    private static SpanMap map(long word) {
        SpanMap map = new SpanMap();
        assertTrue(map.claimAt(0, SpanMap.UNITS));
        for (int unit = 0; unit < SpanMap.UNITS; unit++) {
            if (isFree(word, unit, 1)) {
                map.giveBack(unit, 1);
            }
        }
        assertEquals(word, map.getVolatile());
        return map;
    }

    @Test
    void theReturnThatMakesAllUnitsFreeIsTold() {
        SpanMap map = new SpanMap();
        assertTrue(SpanMap.allFree(map.getVolatile()));
        assertEquals(0, map.claim(3, 1));
        assertEquals(32, map.claim(32, 32));
        assertFalse(SpanMap.allFree(map.getVolatile()));
        assertFalse(map.giveBack(0, 3));
        assertTrue(map.giveBack(32, 32));
        assertTrue(SpanMap.allFree(map.getVolatile()));
    }
}
