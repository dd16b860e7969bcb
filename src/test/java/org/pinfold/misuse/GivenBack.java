package org.pinfold.misuse;

import java.time.Duration;
import org.pinfold.AuditReport;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** That a heap in which nothing is live has lost nothing: all its memory goes back. */
final class GivenBack {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private GivenBack() {
    }

    /**
     * Trims until nothing is committed. More than once, if need be: a pass of the maintenance thread may have a pin or
     * a block in hand for a moment.
     */
    static void all(Heap heap) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            heap.trim();
        } while (heap.stats().committedBytes() != 0 && System.nanoTime() < end);
        AuditReport audit = heap.audit();
        assertTrue(audit.clean(), () -> audit.problems().toString());
        assertEquals(0, audit.liveBlocks(), "blocks that a test has left behind, or the heap lost");
        assertEquals(0, audit.carvedBlocks(), "blocks that have not come home");
        assertEquals(0, heap.stats().committedBytes());
    }
}
