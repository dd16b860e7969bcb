package org.pinfold.heap;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A heap leaves no guard page behind, in whatever step of an allocation it ends: its addresses may be another's. */
class GuardsAtTheEndTest {
    private static final long LIMIT = 64 << 20;

    private final Source source = new Source();
    private final Subject heap = new Subject(new HeapCore(new HeapOptions(Signals.NONE, source, null, null, LIMIT,
            false, misuse -> new IllegalArgumentException(misuse.detail()), bytes -> false,
            corruption -> new IllegalStateException(corruption.detail()), Upkeep.NEVER, false, false, true, false,
            Sampling.NONE, Experiments.DEFAULT)));

    /** Does something before each guard page is there, and knows where they are. */
    private static final class Source extends PaperSource {
        private final Set<Long> guarded = new TreeSet<>();
        private int steps;
        private int at;
        private Runnable meanwhile = () -> { };

        @Override
        public void guard(long address, long bytes) {
            if (++steps == at) {
                meanwhile.run();
            }
            guarded.add(address);
        }

        @Override
        public void unguard(long address, long bytes) {
            guarded.remove(address);
        }
    }

    private static final class Subject extends Allocator {
        private final HeapCore core;

        Subject(HeapCore core) {
            super(core);
            this.core = core;
        }

        long large() {
            return takeBlock(GuardPages.LEAST);
        }
    }

    private void endsAtGuard(int number) {
        source.at = number;
        source.meanwhile = heap.core::close;
        assertTrue(heap.large() != 0);
        assertThrows(IllegalStateException.class, heap::large);
        assertEquals(Set.of(), source.guarded);
    }

    @Test
    void theHeapEndsBeforeTheFirstGuard() {
        endsAtGuard(3);
    }

    @Test
    void theHeapEndsBeforeTheSecondGuard() {
        endsAtGuard(4);
    }

    @Test
    void theHeapEndsWithLiveBlocks() {
        heap.large();
        assertEquals(2, source.guarded.size());
        heap.core.close();
        assertEquals(Set.of(), source.guarded);
    }
}
