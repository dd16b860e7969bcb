package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinfold.os.RawMemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a pass gives back, and what it leaves. Resident memory is what the system says. */
class ReclaimerTest {
    private static final int KIB = 1 << 10;
    private static final byte MARK = 0x5A;

    private final ExperimentalHeap heap = ExperimentalHeap.with(Experiments.DEFAULT);

    @AfterEach
    void close() {
        assertTrue(heap.core.audit().violations().isEmpty(), () -> heap.core.audit().violations().toString());
        heap.close();
    }

    private List<Long> blocks(int count, int bytes) {
        List<Long> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(heap.malloc(bytes));
            RawMemory.fill(blocks.getLast(), bytes, MARK);
        }
        return blocks;
    }

    private long resident() {
        return heap.core.census().residentBytes().orElseThrow();
    }

    /** Frees every block but each {@code spared}th, and sends the caller's cache home. */
    private static List<Long> thinned(ExperimentalHeap heap, List<Long> blocks, int spared) {
        List<Long> left = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (i % spared == 0) {
                left.add(blocks.get(i));
            } else {
                heap.free(blocks.get(i));
            }
        }
        heap.flush();
        return left;
    }

    private void passes(int count) {
        for (int i = 0; i < count; i++) {
            heap.core.reclaim();
        }
    }

    @Test
    void freePagesGoBackAndTheirNeighboursKeepTheirContent() {
        List<Long> left = thinned(heap, blocks(512, 8 * KIB), 4);
        assertTrue(resident() >= 512L * 8 * KIB);
        passes(2);
        assertEquals(128L * 8 * KIB, resident());
        for (long block : left) {
            for (int at = 0; at < 8 * KIB; at += 512) {
                assertEquals(MARK, RawMemory.getByte(block + at));
            }
        }
        List<Long> again = blocks(384, 8 * KIB);
        assertEquals(512L * 8 * KIB, resident(), "and are used again");
        left.forEach(heap::free);
        again.forEach(heap::free);
    }

    @Test
    void whatHasChangedSinceTheLastPassStays() {
        List<Long> left = thinned(heap, blocks(512, 8 * KIB), 4);
        long before = resident();
        assertEquals(Pass.MORE, heap.core.reclaim());
        assertEquals(before, resident());
        heap.core.reclaim();
        assertTrue(resident() < before);
        left.forEach(heap::free);
    }

    @Test
    void theEmptiedHeapIsNotResident() {
        blocks(1000, 3 * KIB).forEach(heap::free);
        blocks(100, 100).forEach(heap::free);
        heap.flush();
        passes(3);
        assertEquals(0, resident());
    }

    @Test
    void emptyUnitsOfASuperslabInUseGoBack() {
        long stays = heap.malloc(200 * KIB);
        RawMemory.fill(stays, 200 * KIB, MARK);
        long goes = heap.malloc(1200 * KIB);
        RawMemory.fill(goes, 1200 * KIB, MARK);
        heap.free(goes);
        heap.flush();
        passes(2);
        assertTrue(resident() <= 256 * KIB, () -> "resident " + resident());
        assertEquals(MARK, RawMemory.getByte(stays + 200 * KIB - 1));
        long zeroed = heap.malloc(1200 * KIB);
        assertEquals(0, RawMemory.getByte(zeroed + 600 * KIB), "they are zero when they come again");
        heap.free(zeroed);
        heap.free(stays);
    }

    @Test
    void whatAnIdleThreadKeepsGoesHome() {
        long large = heap.malloc(1000 * KIB);
        RawMemory.fill(large, 1000 * KIB, MARK);
        heap.free(large);
        assertTrue(resident() >= 1000 * KIB, "the thread keeps it");
        passes(3);
        assertEquals(0, resident());
    }

    @Test
    void thereIsAnEndToIt() {
        thinned(heap, blocks(512, 8 * KIB), 600);
        int passes = 0;
        while (heap.core.reclaim() != Pass.NOTHING_LEFT) {
            assertTrue(++passes < 10, "something is left to do for ever");
            heap.core.trim();
        }
        assertEquals(Pass.NOTHING_LEFT, heap.core.reclaim());
    }
}
