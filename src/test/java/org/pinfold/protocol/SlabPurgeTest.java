package org.pinfold.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The purger's side, at every reachable slab of 1 to 4 blocks and at random words of full width. */
class SlabPurgeTest {
    private static final int SLABS = 248;
    /** With the rest, and without. */
    private static final int STEPS = 2 * SLABS;
    private static final int TAKES = 364;
    private static final int RANDOM_WORDS = 50_000;
    private static final boolean[] WITHOUT_AND_WITH_REST = {false, true};

    /** The transition under test; a canary breaks it. */
    private interface Take {
        long next(long word, int capacity, boolean rest);
    }

    /** What is done with a slab that a test has made. */
    private interface Look {
        void at(SlabModel model, boolean rest);
    }

    @Test
    void everyTakeOfEveryReachableWord() {
        assertEquals(STEPS, explore(SlabPurge::nextTake));
        Exploration.leave(SlabPurgeTest.class, STEPS);
    }

    @Test
    @Tag("canary")
    void canaryATakeFromADeadSlabIsFound() {
        assertThrows(AssertionFailedError.class, () -> explore((word, capacity, rest) ->
                SlabWord.state(word) == SlabWord.DEAD && SlabWord.count(word) > 0
                        ? SlabWord.pack(SlabWord.DEAD, SlabWord.carved(word), 0, SlabWord.NIL)
                        : SlabPurge.nextTake(word, capacity, rest)));
    }

    @Test
    @Tag("canary")
    void canaryAnExhaustedSlabThatStaysListedIsFound() {
        assertThrows(AssertionFailedError.class, () -> explore((word, capacity, rest) -> {
            long next = SlabPurge.nextTake(word, capacity, rest);
            return next == SlabWord.REFUSED ? next : SlabWord.withState(next, SlabWord.state(word));
        }));
    }

    private static int explore(Take take) {
        return forEach(4, (model, rest) -> check(take, model.fields(), model.capacity(), rest));
    }

    /** Every slab of at most so many blocks, without and with the rest; answers how many looks there were. */
    private static int forEach(int mostBlocks, Look look) {
        int looks = 0;
        for (int capacity = 1; capacity <= mostBlocks; capacity++) {
            for (SlabModel model : SlabModel.reachable(capacity)) {
                for (boolean rest : WITHOUT_AND_WITH_REST) {
                    look.at(model, rest);
                    looks++;
                }
            }
        }
        return looks;
    }

    private static void check(Take take, SlabFields before, int capacity, boolean rest) {
        Optional<SlabFields> expected = before.take(capacity, rest);
        long next = take.next(before.word(), capacity, rest);
        assertEquals(expected.map(SlabFields::word).orElse(SlabWord.REFUSED), next,
                () -> "take of " + before + " made " + SlabWord.toString(next) + ", not " + expected);
        expected.ifPresent(after -> {
            assertTrue(after.isValid(capacity), after::toString);
            assertFalse(SlabWord.allHome(next), "what is taken counts as used");
        });
    }

    @Test
    void randomWordsOfFullWidth() {
        Random random = Exploration.random(SlabPurgeTest.class);
        int words = 0;
        for (; words < RANDOM_WORDS; words++) {
            int capacity = words % 4 == 0 ? SlabWord.MAX_CAPACITY : 1 + random.nextInt(SlabWord.MAX_CAPACITY);
            SlabFields fields = SlabFields.random(random, capacity);
            check(SlabPurge::nextTake, fields, capacity, false);
            check(SlabPurge::nextTake, fields, capacity, true);
        }
        assertEquals(RANDOM_WORDS, words);
    }

    @Test
    void aDeadWordRefusesWhateverItsFields() {
        for (int carved = 0; carved <= 4; carved++) {
            for (int count = 0; count <= carved; count++) {
                long word = new SlabFields(SlabWord.DEAD, carved, count, 0).word();
                assertEquals(SlabWord.REFUSED, SlabPurge.nextTake(word, 4, false));
                assertEquals(SlabWord.REFUSED, SlabPurge.nextTake(word, 4, true));
            }
        }
    }

    @Test
    void theRealSlabTakesTheSameSteps() {
        assertEquals(STEPS, forEach(4, (model, rest) -> {
            SlabWord slab = model.build();
            Optional<SlabFields> after = model.fields().take(model.capacity(), rest);
            assertEquals(after.isPresent() ? model.fields().word() : SlabWord.REFUSED, SlabPurge.take(slab, rest));
            SlabModel.assertShows(slab, after.map(model::drained).orElse(model));
        }));
    }

    /** The rest first, which hangs in no chain yet; then the chain, in which no other free can hang a block of its. */
    @Test
    void whatWasTakenComesHome() {
        int[] takes = {0};
        forEach(4, (model, rest) -> {
            SlabWord slab = model.build();
            if (SlabPurge.take(slab, rest) != SlabWord.REFUSED) {
                takes[0]++;
                model.chain().forEach(block -> assertFalse(RemoteFreeQueue.admit(slab, block)));
                List<Integer> fresh = rest ? fresh(model) : List.of();
                fresh.forEach(block -> assertTrue(RemoteFreeQueue.admit(slab, block)));
                SlabModel taken = model.drained(model.fields().take(model.capacity(), rest).orElseThrow());
                SlabModel home = push(slab, push(slab, taken, fresh), model.chain());
                SlabModel.assertShows(slab, home);
                assertEquals(model.chain().size() + fresh.size(), home.chain().size());
            }
        });
        assertEquals(TAKES, takes[0]);
    }

    private static List<Integer> fresh(SlabModel model) {
        return IntStream.range(model.fields().carved(), model.capacity()).boxed().toList();
    }

    /** Brings these blocks home if there are any; answers the slab afterwards. */
    private static SlabModel push(SlabWord slab, SlabModel model, List<Integer> blocks) {
        if (blocks.isEmpty()) {
            return model;
        }
        SlabModel.link(slab, blocks);
        SlabFields after = model.fields().push(blocks.getFirst(), blocks.size()).orElseThrow();
        assertEquals(model.fields().duty(after),
                RemoteFreeQueue.push(slab, blocks.getFirst(), blocks.getLast(), blocks.size()));
        return model.pushed(after, blocks);
    }

    @Test
    void noSlabDiesWhileItsBlocksAreTaken() {
        forEach(4, (model, rest) -> {
            SlabWord slab = model.build();
            if (SlabPurge.take(slab, rest) != SlabWord.REFUSED) {
                assertEquals(Duty.REFUSED, BatchRefill.retire(slab));
                assertNotEquals(Duty.RETIRE, BatchRefill.unhold(slab));
            }
        });
    }
}
