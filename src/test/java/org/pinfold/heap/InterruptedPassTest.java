package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A pass that somebody interrupts who looks at the heap, again and again. */
class InterruptedPassTest {
    private static final int BLOCK = 1 << 20;
    /** As many as three superslabs have, each pair of neighbours with one that stays. */
    private static final int BLOCKS = 12;

    private final InterferingSource source = new InterferingSource();
    private final ExperimentalHeap heap = ExperimentalHeap.on(source, Experiments.DEFAULT);

    @Test
    void whatIsLeftIsDoneByTheNextOne() throws InterruptedException {
        List<Long> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(heap.malloc(BLOCK));
        }
        for (int i = 0; i < BLOCKS; i += 2) {
            heap.free(blocks.get(i));
        }
        heap.flush();
        assertEquals(Pass.MORE, heap.core.reclaim(), "all has just changed");
        int interrupted = 0;
        Pass end;
        do {
            source.atNextPurge(heap.core::audit);
            end = heap.core.reclaim();
            interrupted += end == Pass.INTERRUPTED ? 1 : 0;
            source.interfered();
        } while (end != Pass.NOTHING_LEFT);
        assertEquals(BLOCKS / 2 - 1, interrupted, "at each step but the last");
        assertEquals((long) BLOCKS / 2 * BLOCK, heap.core.census().purgedBytes());
        for (int i = 1; i < BLOCKS; i += 2) {
            heap.free(blocks.get(i));
        }
        heap.close();
    }
}
