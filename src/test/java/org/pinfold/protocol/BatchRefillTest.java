package org.pinfold.protocol;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The holder's side, at every reachable slab of 1 to 4 blocks and at random words of full width. */
class BatchRefillTest {
    /** 248 slabs: 3 steps each and as many refills as there are wants. */
    private static final int STEPS = 2_134;
    private static final int REAL_STEPS = 532;
    private static final int RANDOM_WORDS = 50_000;

    /** The transitions under test; a canary breaks one. */
    private interface Holder {
        default long hold(long word) {
            return BatchRefill.nextHold(word);
        }

        default long refill(long word, int capacity, int want) {
            return BatchRefill.nextRefill(word, capacity, want);
        }

        default long unhold(long word, int capacity) {
            return BatchRefill.nextUnhold(word, capacity);
        }

        default long retire(long word) {
            return BatchRefill.nextRetire(word);
        }
    }

    @Test
    void everyTransitionOfEveryReachableWord() {
        assertEquals(STEPS, explore(new Holder() { }));
        Exploration.leave(BatchRefillTest.class, STEPS);
    }

    @Test
    @Tag("canary")
    void canaryADeadSlabThatCanBeHeldIsFound() {
        Holder broken = new Holder() {
            @Override
            public long hold(long word) {
                return SlabWord.withState(word, SlabWord.HELD);
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    @Test
    @Tag("canary")
    void canaryABlockCarvedTooManyIsFound() {
        Holder broken = new Holder() {
            @Override
            public long refill(long word, int capacity, int want) {
                return BatchRefill.nextRefill(word, capacity + 1, want);
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    private static int explore(Holder holder) {
        int steps = 0;
        for (int capacity = 1; capacity <= 4; capacity++) {
            for (SlabModel slab : SlabModel.reachable(capacity)) {
                steps += check(holder, slab.fields(), capacity);
                for (int want : slab.wants().toArray()) {
                    checkRefill(holder, slab.fields(), capacity, want);
                    steps++;
                }
            }
        }
        return steps;
    }

    private static int check(Holder holder, SlabFields fields, int capacity) {
        long word = fields.word();
        assertStep("hold", fields, capacity, fields.hold(), holder.hold(word));
        assertStep("unhold", fields, capacity, fields.unhold(capacity), holder.unhold(word, capacity));
        assertStep("retire", fields, capacity, fields.retire(), holder.retire(word));
        return 3;
    }

    private static void checkRefill(Holder holder, SlabFields fields, int capacity, int want) {
        Optional<SlabFields> after = fields.refill(capacity, want);
        assertStep("refill " + want, fields, capacity, after, holder.refill(fields.word(), capacity, want));
        after.ifPresent(next -> assertEquals(next.carved() - fields.carved(),
                BatchRefill.carving(fields.word(), capacity, want)));
    }

    private static void assertStep(String step, SlabFields before, int capacity, Optional<SlabFields> expected,
            long next) {
        assertEquals(expected.map(SlabFields::word).orElse(SlabWord.REFUSED), next,
                () -> step + " of " + before + " made " + SlabWord.toString(next) + ", not " + expected);
        expected.ifPresent(after -> assertTrue(after.isValid(capacity), after::toString));
    }

    @Test
    void randomWordsOfFullWidth() {
        Random random = Exploration.random(BatchRefillTest.class);
        int words = 0;
        for (; words < RANDOM_WORDS; words++) {
            int capacity = 1 + random.nextInt(SlabWord.MAX_CAPACITY);
            SlabFields fields = SlabFields.random(random, capacity);
            check(new Holder() { }, fields, capacity);
            checkRefill(new Holder() { }, fields, capacity, random.nextInt(300));
        }
        checkRefill(new Holder() { }, new SlabFields(SlabWord.HELD, 0, 0, SlabWord.NIL), SlabWord.MAX_CAPACITY,
                Integer.MAX_VALUE);
        assertEquals(RANDOM_WORDS, words);
    }

    @Test
    void theRealSlabTakesTheSameSteps() {
        int steps = 0;
        for (int capacity = 1; capacity <= 3; capacity++) {
            for (SlabModel model : SlabModel.reachable(capacity)) {
                checkHold(model);
                checkDuties(model);
                for (int want : model.wants().toArray()) {
                    checkRefill(model, want);
                    steps++;
                }
                steps += 3;
            }
        }
        assertEquals(REAL_STEPS, steps);
    }

    private static void checkHold(SlabModel model) {
        SlabWord slab = model.build();
        Optional<SlabFields> after = model.fields().hold();
        assertEquals(after.isPresent(), BatchRefill.hold(slab));
        SlabModel.assertShows(slab, after.map(model::with).orElse(model));
    }

    private static void checkDuties(SlabModel model) {
        SlabWord slab = model.build();
        Optional<SlabFields> let = model.fields().unhold(model.capacity());
        assertEquals(let.map(model.fields()::duty).orElse(Duty.REFUSED), BatchRefill.unhold(slab));
        SlabModel.assertShows(slab, let.map(model::with).orElse(model));

        SlabWord other = model.build();
        Optional<SlabFields> dead = model.fields().retire();
        assertEquals(dead.isPresent() ? Duty.RETIRE : Duty.REFUSED, BatchRefill.retire(other));
        SlabModel.assertShows(other, dead.map(model::with).orElse(model));
    }

    private static void checkRefill(SlabModel model, int want) {
        SlabWord slab = model.build();
        Optional<SlabFields> after = model.fields().refill(model.capacity(), want);
        long expected = after.isPresent() ? model.fields().word() : SlabWord.REFUSED;
        assertEquals(expected, BatchRefill.refill(slab, want));
        SlabModel.assertShows(slab, after.map(model::drained).orElse(model));
    }
}
