package org.pinfold.protocol;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The claimant's number, at every word for four threads and at random numbers of full width. */
class StripeClaimTest {
    private static final long THREADS = 4;
    /** At each word, FREE or one of four numbers: a claim and a release by each of four threads. */
    private static final int STEPS = 5 * 4 * 2;
    private static final int RANDOM_WORDS = 100_000;
    private static final int WALK = 100_000;

    /** The transitions under test; a canary breaks one. */
    private interface Stripe {
        default long claim(long claimant, long thread) {
            return StripeClaim.nextClaim(claimant, thread);
        }

        default long release(long claimant, long thread) {
            return StripeClaim.nextRelease(claimant, thread);
        }
    }

    @Test
    void everyTransitionOfEveryWord() {
        assertEquals(STEPS, explore(new Stripe() { }));
        Exploration.leave(StripeClaimTest.class, STEPS);
    }

    @Test
    @Tag("canary")
    void canaryAClaimOfATakenStripeIsFound() {
        Stripe broken = new Stripe() {
            @Override
            public long claim(long claimant, long thread) {
                return thread;
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    @Test
    @Tag("canary")
    void canaryAReleaseOfAFreeStripeIsFound() {
        Stripe broken = new Stripe() {
            @Override
            public long release(long claimant, long thread) {
                return claimant == StripeClaim.FREE ? claimant : StripeClaim.nextRelease(claimant, thread);
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    private static int explore(Stripe stripe) {
        int steps = 0;
        for (long claimant : LongStream.rangeClosed(StripeClaim.FREE, THREADS).toArray()) {
            for (long thread : LongStream.rangeClosed(1, THREADS).toArray()) {
                check(stripe, claimant, thread);
                steps += 2;
            }
        }
        return steps;
    }

    private static void check(Stripe stripe, long claimant, long thread) {
        long claimed = claimant == 0 ? thread : StripeClaim.REFUSED;
        assertEquals(claimed, stripe.claim(claimant, thread), () -> thread + " claims from " + claimant);
        long released = claimant == thread ? 0 : StripeClaim.REFUSED;
        assertEquals(released, stripe.release(claimant, thread), () -> thread + " releases from " + claimant);
    }

    @Test
    void randomNumbersOfFullWidth() {
        Random random = Exploration.random(StripeClaimTest.class);
        int words = 0;
        for (; words < RANDOM_WORDS; words++) {
            long thread = random.nextLong(1, Long.MAX_VALUE);
            check(new Stripe() { }, StripeClaim.FREE, thread);
            check(new Stripe() { }, thread, thread);
            check(new Stripe() { }, thread, thread ^ 1L << random.nextInt(63));
            check(new Stripe() { }, random.nextLong(1, Long.MAX_VALUE), thread);
        }
        assertEquals(RANDOM_WORDS, words);
    }

    @Test
    void theRealStripeTakesTheSameSteps() {
        Random random = Exploration.random(StripeClaimTest.class);
        StripeClaim stripe = new StripeClaim();
        long claimant = StripeClaim.FREE;
        int claims = 0;
        for (int step = 0; step < WALK; step++) {
            long thread = 1 + random.nextLong(THREADS);
            if (random.nextBoolean()) {
                boolean free = claimant == StripeClaim.FREE;
                assertEquals(free, stripe.tryClaim(thread));
                claimant = free ? thread : claimant;
                claims += free ? 1 : 0;
            } else {
                boolean mine = claimant == thread;
                assertEquals(mine, stripe.release(thread));
                claimant = mine ? StripeClaim.FREE : claimant;
            }
        }
        assertTrue(claims > WALK / 100, "the walk hardly claimed: " + claims);
    }

    @Test
    void nobodyElseReleasesAndNobodyTwice() {
        StripeClaim stripe = new StripeClaim();
        assertFalse(stripe.release(1));
        assertTrue(stripe.tryClaim(1));
        assertFalse(stripe.tryClaim(1));
        assertFalse(stripe.tryClaim(2));
        assertFalse(stripe.release(2));
        assertTrue(stripe.release(1));
        assertFalse(stripe.release(1));
        assertTrue(stripe.tryClaim(2));
        assertFalse(stripe.release(1));
        assertTrue(stripe.release(2));
    }
}
