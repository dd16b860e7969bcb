package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A heap that is large enough for memory to count more than time, with free blocks of one class. */
class SubstitutesTest {
    private static final int KIB = 1 << 10;
    private static final int WANTED = 16 * KIB;
    private static final int LARGER = 18 * KIB;
    private static final int ENOUGH = 49 << 20;

    private final ExperimentalHeap heap = ExperimentalHeap.with(Experiments.DEFAULT);
    private final List<Long> blocks = new ArrayList<>();

    @AfterEach
    void close() {
        blocks.forEach(heap::free);
        heap.flush();
        assertEquals(List.of(), heap.core.audit().violations());
        assertEquals(List.of(), heap.core.audit().imbalances());
        heap.close();
    }

    /** Every other block of the class is free, so that no slab is empty. */
    private void fill(int bytes) {
        for (int i = 0; i < bytes / LARGER; i++) {
            blocks.add(heap.malloc(LARGER));
        }
        for (int i = blocks.size() - 1; i > 0; i -= 2) {
            heap.free(blocks.remove(i));
        }
        heap.flush();
    }

    private long blockBytes(long address) {
        return heap.slabOf(address).blockBytes();
    }

    @Test
    void aFreeBlockThatIsALittleTooLargeIsBetterThanAnotherSlab() {
        fill(ENOUGH);
        long address = heap.malloc(WANTED);
        assertEquals(LARGER, blockBytes(address));
        heap.free(address, WANTED);
        blocks.add(heap.malloc(LARGER));
        assertEquals(address, blocks.getLast(), "it is one of its own class again");
    }

    @Test
    void whoWantsItAlignedGetsItAligned() {
        fill(ENOUGH);
        blocks.add(heap.aligned(WANTED, WANTED));
        assertEquals(0, blocks.getLast() % WANTED);
        assertEquals(WANTED, blockBytes(blocks.getLast()));
    }

    @Test
    void withoutFreeBlocksASlabIsFormed() {
        for (int i = 0; i < ENOUGH / LARGER; i++) {
            blocks.add(heap.malloc(LARGER));
        }
        heap.flush();
        List<Long> more = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            more.add(heap.malloc(WANTED));
        }
        assertTrue(more.stream().anyMatch(block -> blockBytes(block) == WANTED));
        blocks.addAll(more);
    }

    @Test
    void aSmallHeapTakesNone() {
        fill(8 << 20);
        blocks.add(heap.malloc(WANTED));
        assertEquals(WANTED, blockBytes(blocks.getLast()));
    }
}
