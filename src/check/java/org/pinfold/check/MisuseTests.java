package org.pinfold.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a subject does when it is used wrongly or used up, one operation after the other. What a subject does not
 * promise is skipped, and the report says so.
 *
 * @param <B> a block
 */
public interface MisuseTests<B> extends SubjectTests<B> {
    /** In the same thread. */
    @Test
    default void aSecondFreeIsRefusedAndDoesNoHarm() {
        Assumptions.assumeTrue(refuses(), "the subject does not promise to refuse second frees");
        try (Subject<B> subject = newSubject(2)) {
            B block = subject.allocate(promises().leastSize());
            assertTrue(subject.free(block), "the first free of " + block + " is refused");
            assertFalse(subject.free(block), "the second free of " + block + " is accepted");
            assertEquals(List.of(), Quiesce.handedOutTwice(subject, promises(), 2));
            assertEquals(List.of(), Quiesce.problems(subject, promises(), 2, 0));
        }
    }

    /**
     * In another thread, after the first.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    default void aSecondFreeByAnotherThreadIsRefused() throws InterruptedException {
        Assumptions.assumeTrue(refuses(), "the subject does not promise to refuse second frees");
        try (Subject<B> subject = newSubject(2)) {
            B block = subject.allocate(promises().leastSize());
            boolean[] accepted = new boolean[1];
            Thread other = new Thread(() -> accepted[0] = subject.free(block));
            other.start();
            other.join();
            assertTrue(accepted[0], "the first free of " + block + ", by another thread, is refused");
            assertFalse(subject.free(block), "the second free of " + block + " is accepted");
            assertEquals(List.of(), Quiesce.handedOutTwice(subject, promises(), 2));
        }
    }

    /**
     * In a process of its own. The test class needs a constructor without parameters.
     *
     * @throws IOException if no process can be started
     * @throws InterruptedException if the test is
     */
    @Test
    default void aSecondFreeEndsTheProcess() throws IOException, InterruptedException {
        Assumptions.assumeTrue(promises().secondFree() == SecondFree.FATAL, "the subject does not promise it");
        FatalFree.Result result = FatalFree.inItsOwnProcess(getClass());
        assertTrue(result.output().contains(FatalFree.READY), () -> "it did not come so far: " + result);
        assertFalse(result.output().contains(FatalFree.SURVIVED), () -> "the second free was accepted: " + result);
        assertTrue(result.exitCode() > FatalFree.SIGNAL, () -> "no signal ended it: " + result);
    }

    /** To the last block and on. */
    @Test
    default void anExhaustedSubjectRefusesAndRecovers() {
        Assumptions.assumeTrue(promises().capacity() == Capacity.EXACT, "the subject has no exact capacity");
        int capacity = 3;
        try (Subject<B> subject = newSubject(capacity)) {
            List<B> held = new ArrayList<>();
            for (int i = 0; i < capacity; i++) {
                held.add(subject.allocate(promises().leastSize()));
                assertNotNull(held.get(i), "refused, with " + i + " of " + capacity + " blocks held");
            }
            assertNull(subject.allocate(promises().leastSize()), "more than " + capacity + " blocks");
            assertTrue(subject.free(held.remove(0)), "the free of a held block is refused");
            assertNotNull(subject.allocate(promises().leastSize()), "refused, though a block was freed");
        }
    }

    /** Twice, and an allocation after it. */
    @Test
    default void aClosedSubjectRefuses() {
        Assumptions.assumeTrue(promises().closable(), "the subject cannot be closed");
        Subject<B> subject = newSubject(2);
        assertNotNull(subject.allocate(promises().leastSize()), "refused before it was closed");
        subject.close();
        assertNull(subject.allocate(promises().leastSize()), "a block of a closed subject");
        subject.close();
    }

    private boolean refuses() {
        return promises().secondFree() == SecondFree.ORDERED || promises().secondFree() == SecondFree.EXACT;
    }
}
