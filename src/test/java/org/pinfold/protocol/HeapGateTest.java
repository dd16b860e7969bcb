package org.pinfold.protocol;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.pinfold.protocol.HeapGate.Closing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The gate's word, at every word with at most 3 operations in flight and at random words of full width. */
class HeapGateTest {
    private static final long MAX_IN_FLIGHT = 3;
    /** OPEN with 0 to 3 in flight, CLOSING with 1 to 3, CLOSED. */
    private static final int REACHABLE = 4 + 3 + 1;
    /** At each word: enter, exit, close. */
    private static final int STEPS = REACHABLE * 3;
    private static final int RANDOM_WORDS = 100_000;
    private static final int WALK = 100_000;
    private static final long IN_FLIGHT_END = 1L << 62;

    /** The fields of the word, and what each operation makes of them by the documents. */
    private record Fields(int state, long inFlight) {
        static final Fields NEW = new Fields(HeapGate.OPEN, 0);

        static Fields random(Random random) {
            return new Fields(random.nextInt(3), random.nextLong(IN_FLIGHT_END));
        }

        /** The word, by the layout in the picture: bits 62 and 0. */
        long word() {
            return state * IN_FLIGHT_END + inFlight;
        }

        boolean isValid() {
            return switch (state) {
                case HeapGate.OPEN -> true;
                case HeapGate.CLOSING -> inFlight > 0;
                default -> inFlight == 0;
            };
        }

        Optional<Fields> enter() {
            boolean open = state == HeapGate.OPEN && inFlight + 1 < IN_FLIGHT_END;
            return open ? Optional.of(new Fields(state, inFlight + 1)) : Optional.empty();
        }

        Optional<Fields> exit() {
            if (inFlight == 0) {
                return Optional.empty();
            }
            boolean end = state == HeapGate.CLOSING && inFlight == 1;
            return Optional.of(new Fields(end ? HeapGate.CLOSED : state, inFlight - 1));
        }

        Optional<Fields> close() {
            if (state != HeapGate.OPEN) {
                return Optional.empty();
            }
            return Optional.of(new Fields(inFlight > 0 ? HeapGate.CLOSING : HeapGate.CLOSED, inFlight));
        }

        private Stream<Fields> successors() {
            return Stream.of(enter(), exit(), close()).flatMap(Optional::stream)
                    .filter(next -> next.inFlight <= MAX_IN_FLIGHT);
        }
    }

    /** The transitions under test; a canary breaks one. */
    private interface Gate {
        default long enter(long word) {
            return HeapGate.nextEnter(word);
        }

        default long exit(long word) {
            return HeapGate.nextExit(word);
        }

        default long close(long word) {
            return HeapGate.nextClose(word);
        }
    }

    @Test
    void everyTransitionOfEveryReachableWord() {
        assertEquals(STEPS, explore(new Gate() { }));
        Exploration.leave(HeapGateTest.class, STEPS);
    }

    @Test
    @Tag("canary")
    void canaryAnEndWithOperationsInFlightIsFound() {
        Gate broken = new Gate() {
            @Override
            public long close(long word) {
                long next = HeapGate.nextClose(word);
                return next == HeapGate.REFUSED ? next : HeapGate.pack(HeapGate.CLOSED, 0);
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    @Test
    @Tag("canary")
    void canaryAForgottenEndIsFound() {
        Gate broken = new Gate() {
            @Override
            public long exit(long word) {
                return HeapGate.inFlight(word) == 0 ? HeapGate.REFUSED : word - 1;
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    private static int explore(Gate gate) {
        Set<Fields> reachable = Exploration.reachable(Fields.NEW, Fields::successors);
        assertEquals(REACHABLE, reachable.size());
        int steps = 0;
        for (Fields fields : reachable) {
            assertTrue(fields.isValid(), fields::toString);
            check(gate, fields);
            steps += 3;
        }
        return steps;
    }

    private static void check(Gate gate, Fields fields) {
        long word = fields.word();
        assertStep("enter", fields, fields.enter(), gate.enter(word));
        assertStep("exit", fields, fields.exit(), gate.exit(word));
        assertStep("close", fields, fields.close(), gate.close(word));
    }

    private static void assertStep(String step, Fields before, Optional<Fields> expected, long next) {
        assertEquals(expected.map(Fields::word).orElse(HeapGate.REFUSED), next,
                () -> step + " of " + before + " made " + HeapGate.toString(next) + ", not " + expected);
        assertTrue(!before.isValid() || expected.map(Fields::isValid).orElse(true), () -> expected.toString());
    }

    @Test
    void randomWordsOfFullWidth() {
        Random random = Exploration.random(HeapGateTest.class);
        int words = 0;
        for (; words < RANDOM_WORDS; words++) {
            Fields fields = Fields.random(random);
            long word = HeapGate.pack(fields.state(), fields.inFlight());
            assertEquals(fields.word(), word);
            assertEquals(fields, decoded(word));
            check(new Gate() { }, fields);
        }
        assertEquals(RANDOM_WORDS, words);
    }

    @Test
    void oneOperationMoreThanFitsIsRefused() {
        Fields most = new Fields(HeapGate.OPEN, IN_FLIGHT_END - 1);
        assertEquals(HeapGate.REFUSED, HeapGate.nextEnter(most.word()));
        Fields almost = new Fields(HeapGate.OPEN, IN_FLIGHT_END - 2);
        assertEquals(most.word(), HeapGate.nextEnter(almost.word()));
    }

    @Test
    void theRealGateTakesTheSameSteps() {
        Random random = Exploration.random(HeapGateTest.class);
        HeapGate gate = new HeapGate();
        Fields fields = Fields.NEW;
        int gates = 1;
        for (int step = 0; step < WALK; step++) {
            Optional<Fields> after = switch (random.nextInt(8)) {
                case 0, 1, 2 -> enter(gate, fields);
                case 3, 4, 5, 6 -> exit(gate, fields);
                default -> close(gate, fields);
            };
            fields = after.orElse(fields);
            assertEquals(fields, decoded(gate.getVolatile()));
            assertEquals(fields.state() == HeapGate.OPEN, gate.isOpen());
            if (fields.state() == HeapGate.CLOSED && random.nextInt(8) == 0) {
                gate = new HeapGate();
                fields = Fields.NEW;
                gates++;
            }
        }
        assertTrue(gates > WALK / 100, "the walk hardly closed a gate: " + gates);
    }

    private static Optional<Fields> enter(HeapGate gate, Fields fields) {
        Optional<Fields> after = fields.enter();
        assertEquals(after.isPresent(), gate.enter());
        return after;
    }

    private static Optional<Fields> exit(HeapGate gate, Fields fields) {
        Optional<Fields> after = fields.exit();
        if (after.isPresent()) {
            assertEquals(after.get().state() == HeapGate.CLOSED, gate.exit());
        } else {
            String message = assertThrows(IllegalStateException.class, gate::exit).getMessage();
            assertTrue(message.contains(HeapGate.toString(fields.word())), message);
        }
        return after;
    }

    private static Optional<Fields> close(HeapGate gate, Fields fields) {
        Optional<Fields> after = fields.close();
        Closing expected = after.isEmpty() ? Closing.ALREADY
                : fields.inFlight() > 0 ? Closing.PENDING : Closing.DONE;
        assertEquals(expected, gate.close());
        return after;
    }

    @Test
    void theTextNamesEveryField() {
        assertEquals("OPEN inFlight=3", HeapGate.toString(HeapGate.pack(HeapGate.OPEN, 3)));
        assertEquals("CLOSING inFlight=1", HeapGate.toString(HeapGate.pack(HeapGate.CLOSING, 1)));
        assertEquals("CLOSED inFlight=0", HeapGate.toString(HeapGate.pack(HeapGate.CLOSED, 0)));
    }

    private static Fields decoded(long word) {
        return new Fields(HeapGate.state(word), HeapGate.inFlight(word));
    }
}
