package org.pinfold.protocol;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Runs of superslabs: every pattern of 8 neighbours at three places, and a long random walk. */
class SuperslabRunTest {
    private static final int NARROW = 8;
    private static final int PATTERNS = 1 << NARROW;
    /** Where the neighbours lie: at the start, at the end of a word that is the last, and across the border of two. */
    private static final int[] PLACES = {0, 56, 60};
    /** Each pattern at each place, runs of 1 to 9, alignments 1 to 8, offsets 0 to 3. */
    private static final int CLAIMS = PATTERNS * 3 * (NARROW + 1) * 4 * 4;
    private static final int WALK = 20_000;

    /** The transition under test. */
    private interface Claim {
        long next(long word, long mask);
    }

    @Test
    void everyClaimAndReturnOfANarrowWord() {
        assertEquals(PATTERNS * PATTERNS, explore(SuperslabRun::nextClaim));
        Exploration.leave(SuperslabRunTest.class, PATTERNS * PATTERNS);
    }

    @Test
    @Tag("canary")
    void canaryAClaimThatTakesWhatIsLeftIsFound() {
        assertThrows(AssertionFailedError.class, () -> explore((word, mask) -> word & ~mask));
    }

    private static int explore(Claim claim) {
        int steps = 0;
        for (long word = 0; word < PATTERNS; word++) {
            for (long mask = 0; mask < PATTERNS; mask++) {
                boolean allThere = true;
                long cleared = word;
                long set = word;
                for (int bit = 0; bit < NARROW; bit++) {
                    if ((mask >>> bit & 1) != 0) {
                        allThere &= (word >>> bit & 1) != 0;
                        cleared &= ~(1L << bit);
                        set |= 1L << bit;
                    }
                }
                assertEquals(allThere ? cleared : word, claim.next(word, mask));
                assertEquals(set, SuperslabRun.nextReturn(word, mask));
                steps++;
            }
        }
        return steps;
    }

    @Test
    void thePartOfARunInEachOfThreeWords() {
        int end = 3 * Long.SIZE;
        int masks = 0;
        for (int first = 0; first <= end; first++) {
            BitSet run = new BitSet();
            for (int to = first; to <= end; to++) {
                long[] words = Arrays.copyOf(run.toLongArray(), 3);
                for (int index = 0; index < 3; index++) {
                    assertEquals(words[index], SuperslabRun.maskIn(index, first, to));
                    masks++;
                }
                run.set(to);
            }
        }
        assertEquals(3 * (end + 1) * (end + 2) / 2, masks);
    }

    @Test
    void theLowestRunOfEveryPattern() {
        int claims = 0;
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            for (int place : PLACES) {
                BitSet free = BitSet.valueOf(new long[] {pattern});
                claims += claimAll(shifted(free, place), place + NARROW);
            }
        }
        assertEquals(CLAIMS, claims);
    }

    private static int claimAll(BitSet free, int superslabs) {
        SuperslabRun map = map(free, superslabs);
        int claims = 0;
        for (int length = 1; length <= NARROW + 1; length++) {
            for (int alignment = 1; alignment <= 8; alignment *= 2) {
                for (long offset = 0; offset < 4; offset++) {
                    int first = naive(free, superslabs, length, alignment, offset);
                    assertEquals(first, map.claim(length, alignment, offset));
                    if (first != SuperslabRun.NONE) {
                        assertGone(map, free, first, length);
                        map.giveBack(first, length);
                    }
                    assertShows(map, free, superslabs);
                    claims++;
                }
            }
        }
        return claims;
    }

    private static void assertGone(SuperslabRun map, BitSet free, int first, int length) {
        for (int superslab = first; superslab < first + length; superslab++) {
            assertFalse(map.isFree(superslab));
        }
        assertEquals(free.cardinality() - length, map.countFree());
    }

    private static int naive(BitSet free, int superslabs, int length, int alignment, long offset) {
        for (int first = 0; first + length <= superslabs; first++) {
            if ((first + offset) % alignment == 0 && free.nextClearBit(first) >= first + length) {
                return first;
            }
        }
        return SuperslabRun.NONE;
    }

    private static BitSet shifted(BitSet bits, int by) {
        BitSet shifted = new BitSet();
        bits.stream().forEach(bit -> shifted.set(bit + by));
        return shifted;
    }

    /** A map in which exactly these superslabs are free. */
    private static SuperslabRun map(BitSet free, int superslabs) {
        SuperslabRun map = new SuperslabRun(superslabs);
        assertEquals(superslabs, map.countFree());
        assertEquals(0, map.claim(superslabs, 1, 0));
        free.stream().forEach(superslab -> map.giveBack(superslab, 1));
        assertShows(map, free, superslabs);
        return map;
    }

    private static void assertShows(SuperslabRun map, BitSet free, int superslabs) {
        for (int superslab = 0; superslab < superslabs; superslab++) {
            assertEquals(free.get(superslab), map.isFree(superslab));
        }
        assertEquals(free.cardinality(), map.countFree());
    }

    @Test
    void aRandomWalkOverFourWords() {
        Random random = Exploration.random(SuperslabRunTest.class);
        int superslabs = 3 * Long.SIZE + 5;
        SuperslabRun map = new SuperslabRun(superslabs);
        BitSet free = new BitSet();
        free.set(0, superslabs);
        int spanning = 0;
        for (int step = 0; step < WALK; step++) {
            int length = 1 + random.nextInt(step % 10 == 0 ? superslabs : 9);
            int from = random.nextInt(superslabs - length + 1);
            if (random.nextBoolean() && free.get(from, from + length).isEmpty()) {
                map.giveBack(from, length);
                free.set(from, from + length);
            }
            int alignment = 1 << random.nextInt(4);
            long offset = random.nextLong(1L << 40);
            int first = naive(free, superslabs, length, alignment, offset);
            assertEquals(first, map.claim(length, alignment, offset));
            if (first != SuperslabRun.NONE) {
                free.clear(first, first + length);
                spanning += first / Long.SIZE != (first + length - 1) / Long.SIZE ? 1 : 0;
            }
            assertShows(map, free, superslabs);
        }
        assertTrue(spanning > 100, "hardly a run over two words: " + spanning);
    }

    @Test
    void aSecondReturnIsRefused() {
        for (int place : PLACES) {
            SuperslabRun map = new SuperslabRun(place + NARROW);
            assertEquals(0, map.claim(place + NARROW, 1, 0));
            map.giveBack(place + 2, 3);
            String message = assertThrows(IllegalStateException.class, () -> map.giveBack(place + 4, 1)).getMessage();
            assertTrue(message.contains("returned twice"), message);
            assertTrue(message.endsWith("bits " + Long.toHexString(1L << place + 4)), message);
            assertEquals(3, map.countFree());
        }
    }

    @Test
    void exactlyTheRunAskedForIsClaimedOrNothing() {
        SuperslabRun map = new SuperslabRun(200);
        assertTrue(map.claimAt(60, 70), "over a word's end, twice");
        assertEquals(130, map.countFree());
        assertFalse(map.claimAt(129, 2));
        assertFalse(map.claimAt(50, 11), "its last one is taken");
        assertEquals(130, map.countFree(), "what was claimed first is returned");
        assertTrue(map.claimAt(130, 70));
        map.giveBack(60, 140);
        assertEquals(200, map.countFree());
    }
}
