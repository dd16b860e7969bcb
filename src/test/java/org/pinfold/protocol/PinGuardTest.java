package org.pinfold.protocol;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.pinfold.protocol.PinGuard.Retirement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The pin word, at every word with at most 3 pins in 4 generations and at random words of full width. */
class PinGuardTest {
    private static final long MAX_PINS = 3;
    private static final long MAX_GENERATION = 3;
    /** In each of 4 generations: LIVE with 0 to 3 pins, RETIRING with 1 to 3, RELEASED. */
    private static final int REACHABLE = 4 * (4 + 3 + 1);
    /** At each word: pin and retire for 5 generations, unpin, reopen. */
    private static final int STEPS = REACHABLE * (5 + 5 + 1 + 1);
    private static final int RANDOM_WORDS = 100_000;
    private static final int WALK = 100_000;
    private static final long PINS_END = 0x1_0000_0000L;
    private static final long GENERATION_END = 1L << 30;

    /** The fields of the word, and what each operation makes of them by the documents. */
    private record Fields(long generation, int state, long pins) {
        static Fields random(Random random) {
            return new Fields(random.nextLong(GENERATION_END), random.nextInt(3), random.nextLong(PINS_END));
        }

        /** The word, by the layout in the picture: bits 34, 32 and 0. */
        long word() {
            return generation * 0x4_0000_0000L + state * PINS_END + pins;
        }

        boolean isValid() {
            return state != PinGuard.RELEASED || pins == 0;
        }

        Optional<Fields> pin(long wanted) {
            boolean open = state == PinGuard.LIVE && wanted == generation && pins + 1 < PINS_END;
            return open ? Optional.of(new Fields(generation, state, pins + 1)) : Optional.empty();
        }

        Optional<Fields> unpin() {
            if (pins == 0) {
                return Optional.empty();
            }
            boolean release = state == PinGuard.RETIRING && pins == 1;
            return Optional.of(new Fields(generation, release ? PinGuard.RELEASED : state, pins - 1));
        }

        Optional<Fields> retire(long wanted) {
            if (state != PinGuard.LIVE || wanted != generation) {
                return Optional.empty();
            }
            return Optional.of(new Fields(generation, pins > 0 ? PinGuard.RETIRING : PinGuard.RELEASED, pins));
        }

        Optional<Fields> reopen() {
            boolean gone = state == PinGuard.RELEASED;
            return gone ? Optional.of(new Fields(generation + 1, PinGuard.LIVE, 0)) : Optional.empty();
        }

        private Stream<Fields> successors() {
            return Stream.of(pin(generation), unpin(), retire(generation), reopen()).flatMap(Optional::stream)
                    .filter(next -> next.pins <= MAX_PINS && next.generation <= MAX_GENERATION);
        }
    }

    /** The transitions under test; a canary breaks one. */
    private interface Guard {
        default long pin(long word, long generation) {
            return PinGuard.nextPin(word, generation);
        }

        default long unpin(long word) {
            return PinGuard.nextUnpin(word);
        }

        default long retire(long word, long generation) {
            return PinGuard.nextRetire(word, generation);
        }
    }

    @Test
    void everyTransitionOfEveryReachableWord() {
        assertEquals(STEPS, explore(new Guard() { }));
        Exploration.leave(PinGuardTest.class, STEPS);
    }

    @Test
    @Tag("canary")
    void canaryAReleaseWhilePinnedIsFound() {
        Guard broken = new Guard() {
            @Override
            public long retire(long word, long generation) {
                long next = PinGuard.nextRetire(word, generation);
                return next == PinGuard.REFUSED ? next : PinGuard.pack(generation, PinGuard.RELEASED, 0);
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    @Test
    @Tag("canary")
    void canaryAPinOfAnotherGenerationIsFound() {
        Guard broken = new Guard() {
            @Override
            public long pin(long word, long generation) {
                return PinGuard.nextPin(word, PinGuard.generation(word));
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    private static int explore(Guard guard) {
        Set<Fields> reachable = Exploration.reachable(new Fields(0, PinGuard.LIVE, 0), Fields::successors);
        assertEquals(REACHABLE, reachable.size());
        int steps = 0;
        for (Fields fields : reachable) {
            for (long generation : LongStream.rangeClosed(0, MAX_GENERATION + 1).toArray()) {
                check(guard, fields, generation);
                steps += 2;
            }
            assertStep("reopen", fields, fields.reopen(), PinGuard.nextReopen(fields.word()));
            assertStep("unpin", fields, fields.unpin(), guard.unpin(fields.word()));
            steps += 2;
        }
        return steps;
    }

    private static void check(Guard guard, Fields fields, long generation) {
        long word = fields.word();
        assertStep("pin " + generation, fields, fields.pin(generation), guard.pin(word, generation));
        assertStep("retire " + generation, fields, fields.retire(generation), guard.retire(word, generation));
    }

    private static void assertStep(String step, Fields before, Optional<Fields> expected, long next) {
        assertEquals(expected.map(Fields::word).orElse(PinGuard.REFUSED), next,
                () -> step + " of " + before + " made " + PinGuard.toString(next) + ", not " + expected);
        assertTrue(!before.isValid() || expected.map(Fields::isValid).orElse(true), () -> expected.toString());
    }

    @Test
    void randomWordsOfFullWidth() {
        Random random = Exploration.random(PinGuardTest.class);
        int words = 0;
        for (; words < RANDOM_WORDS; words++) {
            Fields fields = Fields.random(random);
            long word = PinGuard.pack(fields.generation(), fields.state(), fields.pins());
            assertEquals(fields.word(), word);
            assertEquals(fields, decoded(word));
            check(new Guard() { }, fields, fields.generation());
            check(new Guard() { }, fields, random.nextLong(GENERATION_END));
            assertStep("unpin", fields, fields.unpin(), PinGuard.nextUnpin(word));
        }
        assertEquals(RANDOM_WORDS, words);
    }

    @Test
    void onePinMoreThanFitsIsRefused() {
        Fields most = new Fields(5, PinGuard.LIVE, PINS_END - 1);
        assertEquals(PinGuard.REFUSED, PinGuard.nextPin(most.word(), 5));
        Fields almost = new Fields(5, PinGuard.LIVE, PINS_END - 2);
        assertEquals(most.word(), PinGuard.nextPin(almost.word(), 5));
    }

    @Test
    void theRealGuardTakesTheSameSteps() {
        Random random = Exploration.random(PinGuardTest.class);
        PinGuard guard = new PinGuard();
        Fields fields = new Fields(0, PinGuard.LIVE, 0);
        for (int step = 0; step < WALK; step++) {
            long generation = Math.max(0, fields.generation() - random.nextInt(2));
            Optional<Fields> after = switch (random.nextInt(8)) {
                case 0, 1, 2 -> pin(guard, fields, generation);
                case 3, 4, 5 -> unpin(guard, fields);
                case 6 -> retire(guard, fields, generation);
                default -> reopen(guard, fields);
            };
            fields = after.orElse(fields);
            assertEquals(fields, decoded(guard.getVolatile()));
            assertEquals(fields.generation(), guard.generation());
        }
        assertTrue(fields.generation() > WALK / 100, "the walk hardly reopened: " + fields);
    }

    private static Optional<Fields> pin(PinGuard guard, Fields fields, long generation) {
        Optional<Fields> after = fields.pin(generation);
        assertEquals(after.isPresent(), guard.tryPin(generation));
        return after;
    }

    private static Optional<Fields> unpin(PinGuard guard, Fields fields) {
        Optional<Fields> after = fields.unpin();
        if (after.isPresent()) {
            assertEquals(after.get().state() == PinGuard.RELEASED, guard.unpin());
        } else {
            String message = assertThrows(IllegalStateException.class, guard::unpin).getMessage();
            assertTrue(message.contains("pins=0"), message);
        }
        return after;
    }

    private static Optional<Fields> retire(PinGuard guard, Fields fields, long generation) {
        Optional<Fields> after = fields.retire(generation);
        Retirement expected = after.isEmpty() ? Retirement.REFUSED
                : fields.pins() > 0 ? Retirement.DEFERRED : Retirement.RELEASED;
        assertEquals(expected, guard.retire(generation));
        return after;
    }

    private static Optional<Fields> reopen(PinGuard guard, Fields fields) {
        Optional<Fields> after = fields.reopen();
        if (after.isPresent()) {
            assertEquals(fields.generation() + 1, guard.reopen());
        } else {
            String message = assertThrows(IllegalStateException.class, guard::reopen).getMessage();
            assertTrue(message.contains(PinGuard.toString(fields.word())), message);
        }
        return after;
    }

    @Test
    void theTextNamesEveryField() {
        assertEquals("LIVE generation=0 pins=3", PinGuard.toString(PinGuard.pack(0, PinGuard.LIVE, 3)));
        assertEquals("RETIRING generation=2 pins=1", PinGuard.toString(PinGuard.pack(2, PinGuard.RETIRING, 1)));
        assertEquals("RELEASED generation=1 pins=0", PinGuard.toString(PinGuard.pack(1, PinGuard.RELEASED, 0)));
    }

    private static Fields decoded(long word) {
        return new Fields(PinGuard.generation(word), PinGuard.state(word), PinGuard.pins(word));
    }
}
