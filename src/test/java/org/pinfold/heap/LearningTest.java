package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A heap whose magazines follow what its thread does; passes are made by hand. */
class LearningTest {
    private static final int SMALL = 64;
    private static final int OTHER = 256;
    private static final int LARGE = 1 << 20;
    private static final int MANY = 6_000;

    private final ExperimentalHeap heap = ExperimentalHeap.learning(true);

    @AfterEach
    void close() {
        assertTrue(heap.core.audit().violations().isEmpty(), () -> heap.core.audit().violations().toString());
        assertEquals(List.of(), heap.core.audit().imbalances());
        heap.close();
    }

    /** Allocates many blocks and frees them, several times over. */
    private static void swing(ExperimentalHeap heap, int bytes, int rounds) {
        List<Long> blocks = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < MANY; i++) {
                blocks.add(heap.malloc(bytes));
            }
            blocks.forEach(heap::free);
            blocks.clear();
        }
    }

    private static long cachedBytes(ExperimentalHeap heap, int bytes) {
        return heap.core.census().classes().stream().filter(c -> c.blockBytes() == bytes)
                .mapToLong(Census.ClassCensus::cachedBytes).sum();
    }

    @Test
    void whatIsNotUsedAnyMoreGoesHomeThoughTheThreadGoesOn() {
        swing(heap, SMALL, 4);
        long before = cachedBytes(heap, SMALL);
        for (int pass = 0; pass < 10; pass++) {
            heap.core.reclaim();
            heap.free(heap.malloc(OTHER + 16 * pass));
        }
        assertEquals(0, cachedBytes(heap, SMALL));
        assertTrue(before >= SMALL * 2048, () -> before + " bytes were cached");
    }

    @Test
    void aThreadThatNeverMissesIsMadeToComeBy() {
        swing(heap, SMALL, 4);
        heap.core.reclaim();
        long before = cachedBytes(heap, SMALL);
        for (int pass = 0; pass < 12; pass++) {
            // Hits only, and a fill that is another one at each pass.
            heap.malloc(SMALL);
            heap.core.reclaim();
        }
        heap.malloc(SMALL);
        assertTrue(cachedBytes(heap, SMALL) < before / 4, () -> cachedBytes(heap, SMALL) + " of " + before);
    }

    @Test
    void whatIsBusyKeepsItsRoom() {
        for (int pass = 0; pass < 8; pass++) {
            swing(heap, SMALL, 20);
            heap.core.reclaim();
        }
        assertEquals(SizeClasses.magazineBlocks(SizeClasses.of(SMALL)), heap.core.census().classes().stream()
                .filter(c -> c.blockBytes() == SMALL).findFirst().orElseThrow().magazineBlocks());
    }

    @Test
    void aClassThatIsWantedAgainNeedNotWaitForTheNextLesson() {
        swing(heap, SMALL, 4);
        for (int pass = 0; pass < 12; pass++) {
            heap.core.reclaim();
            heap.free(heap.malloc(OTHER + 16 * pass));
        }
        swing(heap, SMALL, 20);
        assertTrue(cachedBytes(heap, SMALL) > SMALL * 1024, () -> cachedBytes(heap, SMALL) + " cached");
    }

    @Test
    void aClassThatFormsNoSlabsGetsSmallOnes() {
        swing(heap, SMALL, 1);
        assertEquals(8 * SizeClasses.UNIT_BYTES, slabBytes());
        heap.core.reclaim();
        assertEquals(8 * SizeClasses.UNIT_BYTES, slabBytes(), "it has just formed some");
        for (int pass = 0; pass < 4; pass++) {
            heap.core.reclaim();
        }
        assertEquals(SizeClasses.UNIT_BYTES, slabBytes());
    }

    private long slabBytes() {
        return heap.core.census().classes().stream().filter(c -> c.blockBytes() == SMALL).findFirst().orElseThrow()
                .slabBytes();
    }

    @Test
    void whatIsWantedAgainAtOnceRestsLonger() {
        for (int pass = 0; pass < 6; pass++) {
            List<Long> blocks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                blocks.add(heap.malloc(LARGE));
            }
            heap.core.reclaim();
            blocks.forEach(heap::free);
            heap.flush();
            heap.core.reclaim();
            heap.core.reclaim();
        }
        assertEquals(4 * ExperimentalHeap.DELAY, heap.core.census().learning().restNanos());
        assertFalse(heap.core.events().last(event -> event.kind() == Events.Kind.DELAYED).isEmpty());
    }

    @Test
    void whatWasLearnedIsTold() {
        swing(heap, SMALL, 4);
        heap.core.reclaim();
        heap.free(heap.malloc(OTHER));
        heap.core.reclaim();
        Census.LearningCensus learning = heap.core.census().learning();
        assertTrue(learning.on());
        assertTrue(learning.lessons() > 0);
        assertTrue(learning.lowered() > 0);
        assertFalse(heap.core.events().last(event -> event.kind() == Events.Kind.LEARNED).isEmpty());
    }

    @Test
    void withoutItNothingIsLearned() {
        try (ExperimentalHeap other = ExperimentalHeap.learning(false)) {
            swing(other, SMALL, 4);
            long before = cachedBytes(other, SMALL);
            for (int pass = 0; pass < 10; pass++) {
                other.core.reclaim();
                other.malloc(OTHER);
            }
            assertEquals(0, other.core.census().learning().lessons());
            assertEquals(before, cachedBytes(other, SMALL));
        }
    }
}
