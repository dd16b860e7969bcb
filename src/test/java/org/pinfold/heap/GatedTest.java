package org.pinfold.heap;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is done only while a heap is open: one look decides, and the end comes after what was let in. */
class GatedTest {
    private int ends;

    private final Gated gated = new Gated(() -> ends++) { };

    @Test
    void whatIsOptionalIsLeftOutOfAClosedHeap() {
        assertEquals("done", gated.ifOpen(() -> "done", "left out"));
        gated.close();
        assertEquals("left out", gated.ifOpen(() -> {
            throw new AssertionError("the heap is closed");
        }, "left out"));
        assertEquals(1, ends);
        assertThrows(IllegalStateException.class, () -> gated.whileOpen(() -> "done"));
    }

    @Test
    void theEndComesAfterIt() {
        assertEquals(0, gated.ifOpen(() -> {
            gated.close();
            return ends;
        }, -1));
        assertEquals(1, ends);
    }

    /** Upkeep may come at any time, and a heap that is closed is nothing to warn of. */
    @Test
    void aClosedHeapWantsNoPass() {
        ExperimentalHeap heap = ExperimentalHeap.with(Experiments.DEFAULT);
        heap.free(heap.malloc(64));
        heap.close();
        assertEquals(Pass.NOTHING_LEFT, heap.core.reclaim());
    }
}
