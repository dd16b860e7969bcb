package org.pinfold.heap;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How often it is the turn of a request, and that no rhythm of the requests escapes it. */
class TurnsTest {
    private static final long SEED = 3;

    /** Who counts the requests of a thread down. */
    private enum Counting {
        /** The heap, in the thread's cache, and it asks when the count is down. */
        IN_CACHE,
        /** Nobody before it asks: the heap did not know the cache that there is. */
        CACHE_UNKNOWN,
        /** The turns, as there is no cache. */
        NO_CACHE
    }

    /** As a heap asks. */
    private static final class Asked {
        private final Turns turns;
        private final Counting counting;
        private final ThreadCache own;

        Asked(long every, boolean byBytes, Counting counting) {
            turns = new Turns(every, byBytes, new SplittableRandom(SEED)::nextDouble);
            this.counting = counting;
            own = counting == Counting.NO_CACHE ? null : ThreadCache.ofNoThread(-1, null);
        }

        boolean isNext(long bytes) {
            return (counting != Counting.IN_CACHE || --own.untilTurn < 0) && turns.isNext(own, bytes);
        }

        int count(int requests, long bytes) {
            int chosen = 0;
            for (int i = 0; i < requests; i++) {
                chosen += isNext(bytes) ? 1 : 0;
            }
            return chosen;
        }
    }

    @ParameterizedTest
    @CsvSource({"2, IN_CACHE", "10, IN_CACHE", "1000, IN_CACHE", "2, CACHE_UNKNOWN", "10, CACHE_UNKNOWN",
        "1000, CACHE_UNKNOWN", "2, NO_CACHE", "10, NO_CACHE", "1000, NO_CACHE"})
    void oneInSoManyOnTheMean(int every, Counting counting) {
        assertEquals(4_000, new Asked(every, false, counting).count(4_000 * every, 100), 4 * Math.sqrt(4_000),
                "four standard deviations");
    }

    @ParameterizedTest
    @CsvSource({"true, IN_CACHE", "true, CACHE_UNKNOWN", "true, NO_CACHE",
        "false, IN_CACHE", "false, CACHE_UNKNOWN", "false, NO_CACHE"})
    void ofOneEachIsChosen(boolean byBytes, Counting counting) {
        assertEquals(1_000, new Asked(1, byBytes, counting).count(1_000, 1));
    }

    /** Nor is the first request of a thread more likely to be chosen than another one. */
    @Test
    void theFirstIsOneLikeOthers() {
        SplittableRandom random = new SplittableRandom(SEED);
        Turns turns = new Turns(4, false, random::nextDouble);
        int chosen = 0;
        for (int i = 0; i < 4_000; i++) {
            ThreadCache own = ThreadCache.ofNoThread(-1, null);
            own.untilTurn--;
            chosen += turns.isNext(own, 1) ? 1 : 0;
        }
        assertEquals(1_000, chosen, 4 * Math.sqrt(750));
    }

    /** A program that allocates in a rhythm: each of the places in it is chosen as often as another one. */
    @ParameterizedTest
    @EnumSource
    void aRhythmIsNoEscape(Counting counting) {
        Asked turns = new Asked(8, false, counting);
        int[] chosen = new int[8];
        for (int i = 0; i < 8 * 20_000; i++) {
            chosen[i % 8] += turns.isNext(1) ? 1 : 0;
        }
        for (int place : chosen) {
            assertEquals(2_500, place, 5 * Math.sqrt(2_500));
        }
    }

    @Test
    void byBytesLargeOnesComeMoreOften() {
        Asked turns = new Asked(100_000, true, Counting.IN_CACHE);
        int small = 0;
        int large = 0;
        for (int i = 0; i < 2_000_000; i++) {
            small += turns.isNext(99) ? 1 : 0;
            large += turns.isNext(899) ? 1 : 0;
        }
        assertEquals(2_000, small, 5 * Math.sqrt(2_000));
        assertEquals(18_000, large, 5 * Math.sqrt(18_000));
    }

    @Test
    void threadsWithoutACacheCountInTheirPlaces() throws InterruptedException {
        Asked turns = new Asked(100, false, Counting.NO_CACHE);
        int[] chosen = new int[4];
        Thread[] threads = new Thread[chosen.length];
        for (int t = 0; t < threads.length; t++) {
            int own = t;
            threads[t] = Thread.ofPlatform().start(() -> chosen[own] = turns.count(400_000, 1));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int own : chosen) {
            assertTrue(own > 1_000 && own < 10_000, () -> own + " of 400,000, one in 100");
        }
    }

    /** A request that is refused afterwards puts nothing off, however large it says it is. */
    @Test
    void negativeSizesPutNothingOff() {
        Asked turns = new Asked(1_000, true, Counting.IN_CACHE);
        turns.count(100, Long.MIN_VALUE + 1);
        assertEquals(1_000, turns.count(10_000, 99), 200);
    }
}
