package org.pinfold.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A cache's owner, at every word with 4 threads and at random numbers of full width, and its spare slots. */
class CacheLifecycleTest {
    private static final long THREADS = 4;
    /** At each of 5 words: claim from 5 words for 4 threads, give up by 5 words. */
    private static final int STEPS = 5 * (5 * 4 + 5);
    private static final int RANDOM_WORDS = 100_000;
    private static final int WALK = 100_000;
    private static final int SLOTS = 3;

    /** Whose the cache is, and what each operation makes of it by the documents. */
    private record Ownership(Optional<Long> thread) {
        static Ownership of(long word) {
            return new Ownership(word == 0 ? Optional.empty() : Optional.of(word));
        }

        /** The word: the thread's number, or zero. */
        long word() {
            return thread.orElse(0L);
        }

        Optional<Ownership> claim(Ownership from, long to) {
            return equals(from) ? Optional.of(of(to)) : Optional.empty();
        }

        Optional<Ownership> giveUp(long from) {
            return thread.filter(owner -> owner == from).map(owner -> of(0));
        }

        private Stream<Ownership> successors() {
            Stream<Ownership> claims = threads().mapToObj(to -> claim(this, to).orElseThrow());
            return Stream.concat(claims, giveUp(word()).stream());
        }

        private static LongStream threads() {
            return LongStream.rangeClosed(1, THREADS);
        }
    }

    /** The transitions under test; a canary breaks one. */
    private interface Word {
        default long claim(long owner, long from, long to) {
            return CacheLifecycle.nextClaim(owner, from, to);
        }

        default long giveUp(long owner, long from) {
            return CacheLifecycle.nextGiveUp(owner, from);
        }
    }

    @Test
    void everyTransitionOfEveryReachableWord() {
        assertEquals(STEPS, explore(new Word() { }));
        Exploration.leave(CacheLifecycleTest.class, STEPS);
    }

    @Test
    @Tag("canary")
    void canaryAClaimFromAnybodyIsFound() {
        Word broken = new Word() {
            @Override
            public long claim(long owner, long from, long to) {
                return to;
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    @Test
    @Tag("canary")
    void canaryACacheGivenUpByAnotherIsFound() {
        Word broken = new Word() {
            @Override
            public long giveUp(long owner, long from) {
                return CacheLifecycle.nextGiveUp(owner, owner);
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    private static int explore(Word word) {
        Set<Ownership> reachable = Exploration.reachable(Ownership.of(0), Ownership::successors);
        assertEquals(1 + THREADS, reachable.size());
        int steps = 0;
        for (Ownership owner : reachable) {
            for (Ownership from : reachable) {
                for (long to : Ownership.threads().toArray()) {
                    assertStep(owner.claim(from, to), word.claim(owner.word(), from.word(), to));
                    steps++;
                }
                assertStep(owner.giveUp(from.word()), word.giveUp(owner.word(), from.word()));
                steps++;
            }
        }
        return steps;
    }

    private static void assertStep(Optional<Ownership> expected, long next) {
        assertEquals(expected.map(Ownership::word).orElse(CacheLifecycle.REFUSED), next);
    }

    @Test
    void randomNumbersOfFullWidth() {
        Random random = Exploration.random(CacheLifecycleTest.class);
        int words = 0;
        for (; words < RANDOM_WORDS; words++) {
            long owner = number(random);
            long other = number(random);
            long to = number(random);
            for (long from : new long[] {owner, other, owner ^ 1L << random.nextInt(63)}) {
                assertStep(Ownership.of(owner).claim(Ownership.of(from), to),
                        CacheLifecycle.nextClaim(owner, from, to));
                assertStep(Ownership.of(owner).giveUp(from), CacheLifecycle.nextGiveUp(owner, from));
            }
        }
        assertEquals(RANDOM_WORDS, words);
    }

    /** A thread's number of any width. */
    private static long number(Random random) {
        return 1 + (random.nextLong() >>> 1 + random.nextInt(62)) % Long.MAX_VALUE;
    }

    @Test
    void noThreadHasTheNumberOfNobodyOrOfARefusal() {
        assertEquals(0, CacheLifecycle.NOBODY);
        assertTrue(CacheLifecycle.REFUSED < 0, "a thread's number is positive");
    }

    @Test
    void theRealCacheTakesTheSameSteps() {
        Random random = Exploration.random(CacheLifecycleTest.class);
        Ownership owner = Ownership.of(random.nextLong(1 + THREADS));
        CacheLifecycle<Object> cache = new CacheLifecycle<>(owner.word(), 0);
        int changes = 0;
        for (int step = 0; step < WALK; step++) {
            long from = random.nextLong(1 + THREADS);
            long to = 1 + random.nextLong(THREADS);
            Optional<Ownership> after;
            if (random.nextInt(3) > 0) {
                after = owner.claim(Ownership.of(from), to);
                assertEquals(after.isPresent(), cache.claim(from, to));
            } else {
                after = owner.giveUp(from);
                assertEquals(after.isPresent(), cache.giveUp(from));
            }
            owner = after.orElse(owner);
            changes += after.isPresent() ? 1 : 0;
            assertEquals(owner.word(), cache.ownerVolatile());
            assertOwnedByOne(owner, cache);
        }
        assertTrue(changes > WALK / 10, "the walk hardly changed the owner: " + changes);
    }

    private static void assertOwnedByOne(Ownership owner, CacheLifecycle<?> cache) {
        for (long thread : Ownership.threads().toArray()) {
            assertEquals(owner.word() == thread, cache.isOwnedBy(thread));
        }
    }

    @Test
    void everyThreadOfThisVmHasANumberThatCanOwn() {
        CacheLifecycle<Object> cache = new CacheLifecycle<>(CacheLifecycle.NOBODY, 0);
        long self = Thread.currentThread().threadId();
        long other = Thread.ofPlatform().unstarted(() -> { }).threadId();
        assertNotEquals(self, other);
        assertTrue(cache.claim(CacheLifecycle.NOBODY, self));
        assertTrue(cache.claim(self, other));
        assertTrue(cache.giveUp(other));
    }

    @Test
    void aSlotIsExchangedAndNoOtherTouched() {
        Random random = Exploration.random(CacheLifecycleTest.class);
        CacheLifecycle<Integer> cache = new CacheLifecycle<>(1, SLOTS);
        Integer[] expected = new Integer[SLOTS];
        for (int step = 0; step < WALK; step++) {
            int slot = random.nextInt(SLOTS);
            if (random.nextBoolean()) {
                Integer full = step;
                assertSame(expected[slot], cache.putSpare(slot, full));
                expected[slot] = full;
            } else {
                assertSame(expected[slot], cache.takeSpare(slot));
                expected[slot] = null;
            }
            assertEquals(Arrays.asList(expected), spares(cache));
        }
        assertTrue(cache.isOwnedBy(1), "slots and owner are apart");
    }

    @Test
    void slotsStartEmptyAndCanBeEmptied() {
        CacheLifecycle<String> cache = new CacheLifecycle<>(1, 1);
        assertNull(cache.spare(0));
        assertNull(cache.takeSpare(0));
        assertNull(cache.putSpare(0, "full"));
        assertSame("full", cache.spare(0));
        assertSame("full", cache.putSpare(0, null));
        assertNull(cache.takeSpare(0));
    }

    private static List<Integer> spares(CacheLifecycle<Integer> cache) {
        Integer[] spares = new Integer[SLOTS];
        Arrays.setAll(spares, cache::spare);
        return Arrays.asList(spares);
    }
}
