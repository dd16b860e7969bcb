package org.pinfold.heap;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.protocol.PinGuard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each switch does what it says. Refills and pushes are counted by the audit, which looks at each of them. */
class ExperimentsTest {
    private static final Experiments COUNTED = Experiments.DEFAULT.withCounterAudit(true);
    private static final int BLOCKS = 100;

    private static long[] allocated(ExperimentalHeap heap, long byteSize) {
        long[] blocks = new long[BLOCKS];
        Arrays.setAll(blocks, i -> heap.malloc(byteSize));
        return blocks;
    }

    private static void expectClean(ExperimentalHeap heap) {
        Audit audit = heap.core.audit();
        assertEquals(0, audit.live());
        assertTrue(audit.violations().isEmpty() && audit.imbalances().isEmpty(), audit::toString);
    }

    @Test
    void usersGetBatchesAndPinsWithoutAudits() {
        assertEquals(new Experiments(true, true, false, true), Experiments.DEFAULT);
        try (ExperimentalHeap heap = ExperimentalHeap.with(Experiments.DEFAULT)) {
            heap.free(heap.malloc(64));
            heap.flush();
            assertEquals(new Experiments.Counts(0, 0, 0), heap.core.counterAudit());
        }
    }

    @Test
    void aBatchRefillMovesManyBlocks() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(COUNTED)) {
            allocated(heap, 64);
            assertTrue(heap.audits() <= 10, heap.audits() + " refills");
        }
    }

    @Test
    void withoutBatchesARefillMovesOneBlockCarvedOrFromTheChain() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(COUNTED.withBatchRefill(false))) {
            long kept = heap.malloc(64);
            long[] blocks = allocated(heap, 64);
            assertEquals(1 + BLOCKS, heap.audits());
            assertEquals(0, heap.core.audit().cached());
            for (long block : blocks) {
                heap.free(block);
            }
            heap.flush();
            long before = heap.audits();
            allocated(heap, 64);
            assertEquals(0, heap.core.audit().cached());
            assertEquals(before + 2 * BLOCKS - 1, heap.audits(), "refills, and pushes of what they left");
            assertEquals(0, heap.core.counterAudit().mismatches());
            assertNotEquals(0, kept);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void blocksGoHomeTogetherOrEachByItself(boolean remoteDrain) throws InterruptedException {
        try (ExperimentalHeap heap =
                ExperimentalHeap.with(COUNTED.withBatchRefill(false).withRemoteDrain(remoteDrain))) {
            long kept = heap.malloc(64);
            long[] blocks = allocated(heap, 64);
            long before = heap.audits();
            Thread other = Thread.ofPlatform().start(() -> {
                for (long block : blocks) {
                    heap.free(block);
                }
                heap.flush();
            });
            other.join();
            assertEquals(before + (remoteDrain ? 1 : BLOCKS), heap.audits());
            heap.free(kept);
            heap.flush();
            expectClean(heap);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void superslabsArePinnedAndGoBackOrNeither(boolean pins) {
        try (ExperimentalHeap heap = ExperimentalHeap.with(Experiments.DEFAULT.withPins(pins))) {
            long small = heap.malloc(64);
            long huge = heap.malloc(2 * Superslab.BYTES);
            assertEquals(pins ? 1 : 0, pinsOf(heap.slabOf(small).superslab()));
            assertEquals(pins ? 1 : 0, pinsOf(heap.slabOf(huge).superslab()));
            assertTrue(heap.core.audit().imbalances().isEmpty(), () -> heap.core.audit().toString());
            heap.free(small);
            heap.free(huge);
            heap.flush();
            Superslab superslab = heap.slabOf(heap.malloc(64)).superslab();
            heap.free(superslab.address());
            heap.core.trim();
            assertEquals(pins ? 0 : 3 * Superslab.BYTES, heap.core.census().committedBytes());
            assertEquals(pins, superslab.isReleased());
            expectClean(heap);
        }
    }

    private static long pinsOf(Superslab superslab) {
        return PinGuard.pins(superslab.guard().getVolatile());
    }

    @Test
    void withoutPinsALongRunIsFoundAgainWhereItStood() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(Experiments.DEFAULT.withPins(false))) {
            for (int i = 0; i < 10; i++) {
                long huge = heap.malloc((IdleBounds.KEPT + 2) * Superslab.BYTES);
                assertNotEquals(0, huge);
                assertFalse(heap.slabOf(huge).superslab().isRetiring());
                heap.free(huge);
            }
            expectClean(heap);
        }
    }
}
