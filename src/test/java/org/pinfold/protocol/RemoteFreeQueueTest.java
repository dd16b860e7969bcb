package org.pinfold.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The freeing side, at every reachable slab of 1 to 4 blocks and at random words of full width. */
class RemoteFreeQueueTest {
    /** 248 slabs: 3 pushes each that must be refused, and every arrangement of some of the blocks that are out. */
    private static final int STEPS = 1_312;
    /** Each arrangement twice: with the tail known, and not. */
    private static final int REAL_STEPS = 2 * (STEPS - 3 * 248);
    private static final int RANDOM_WORDS = 50_000;

    /** The transition under test. */
    private interface Push {
        long next(long word, int head, int blocks);
    }

    @Test
    void everyPushOnEveryReachableWord() {
        assertEquals(STEPS, explore(RemoteFreeQueue::nextPush));
        Exploration.leave(RemoteFreeQueueTest.class, STEPS);
    }

    @Test
    @Tag("canary")
    void canaryADeathThatIsMissedIsFound() {
        Push broken = (word, head, blocks) -> {
            long next = RemoteFreeQueue.nextPush(word, head, blocks);
            return SlabWord.state(next) == SlabWord.DEAD ? SlabWord.withState(next, SlabWord.LISTED) : next;
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    @Test
    @Tag("canary")
    void canaryABlockThatIsNotCountedIsFound() {
        Push broken = (word, head, blocks) -> RemoteFreeQueue.nextPush(word, head, Math.max(blocks - 1, 1));
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    private static int explore(Push push) {
        int steps = 0;
        for (int capacity = 1; capacity <= 4; capacity++) {
            for (SlabModel slab : SlabModel.reachable(capacity)) {
                for (List<Integer> blocks : slab.pushes()) {
                    check(push, slab.fields(), capacity, blocks.getFirst(), blocks.size());
                    steps++;
                }
                for (int blocks : new int[] {-1, 0, SlabWord.used(slab.fields().word()) + 1}) {
                    check(push, slab.fields(), capacity, 0, blocks);
                    steps++;
                }
            }
        }
        return steps;
    }

    private static void check(Push push, SlabFields before, int capacity, int head, int blocks) {
        Optional<SlabFields> expected = before.push(head, blocks);
        long next = push.next(before.word(), head, blocks);
        assertEquals(expected.map(SlabFields::word).orElse(SlabWord.REFUSED), next,
                () -> blocks + " blocks on " + before + " made " + SlabWord.toString(next) + ", not " + expected);
        expected.ifPresent(after -> assertTrue(after.isValid(capacity), after::toString));
    }

    @Test
    void randomWordsOfFullWidth() {
        Random random = Exploration.random(RemoteFreeQueueTest.class);
        int words = 0;
        for (; words < RANDOM_WORDS; words++) {
            int capacity = 1 + random.nextInt(SlabWord.MAX_CAPACITY);
            SlabFields fields = SlabFields.random(random, capacity);
            int out = fields.carved() - fields.count();
            int blocks = words % 4 == 0 ? out : words % 4 == 1 ? 256 : random.nextInt(out + 2);
            int head = random.nextInt(Math.max(fields.carved(), 1));
            check(RemoteFreeQueue::nextPush, fields, SlabWord.MAX_CAPACITY, head, blocks);
        }
        assertEquals(RANDOM_WORDS, words);
    }

    @Test
    void aDeadWordRefusesWhateverItsFields() {
        for (int carved = 0; carved <= 4; carved++) {
            for (int count = 0; count <= carved; count++) {
                long word = new SlabFields(SlabWord.DEAD, carved, count, 0).word();
                assertEquals(SlabWord.REFUSED, RemoteFreeQueue.nextPush(word, 0, 1));
            }
        }
    }

    @Test
    void theRealSlabTakesTheSameSteps() {
        int steps = 0;
        for (int capacity = 1; capacity <= 4; capacity++) {
            for (SlabModel model : SlabModel.reachable(capacity)) {
                for (List<Integer> blocks : model.pushes()) {
                    checkReal(model, blocks, blocks.getLast());
                    checkReal(model, blocks, RemoteFreeQueue.UNKNOWN);
                    steps += 2;
                }
            }
        }
        assertEquals(REAL_STEPS, steps);
    }

    private static void checkReal(SlabModel model, List<Integer> blocks, int tail) {
        SlabWord slab = model.build();
        SlabModel.link(slab, blocks);
        Optional<SlabFields> after = model.fields().push(blocks.getFirst(), blocks.size());
        Duty duty = RemoteFreeQueue.push(slab, blocks.getFirst(), tail, blocks.size());
        assertEquals(after.map(model.fields()::duty).orElse(Duty.REFUSED), duty);
        SlabModel.assertShows(slab, after.map(fields -> model.pushed(fields, blocks)).orElse(model));
    }

    @Test
    void aPushOfMoreThanIsOutChangesNothing() {
        for (SlabModel model : SlabModel.reachable(3)) {
            SlabWord slab = model.build();
            int tooMany = SlabWord.used(slab.getVolatile()) + 1;
            assertEquals(Duty.REFUSED, RemoteFreeQueue.push(slab, 0, 0, tooMany));
            SlabModel.assertShows(slab, model);
        }
    }
}
