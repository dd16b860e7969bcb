package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinfold.os.MemorySource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What passes of the reclaimer give back of memory that goes in large pieces, or not in pieces. */
class PurgeGranuleTest {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final long HUGE = 2 << 20;

    private final List<String> purged = new ArrayList<>();
    private ExperimentalHeap heap;
    /** In the superslab where all blocks are. */
    private long first;

    /** On memory that is not there; no test here touches it. */
    private void heapOf(long granule) {
        PaperSource source = new PaperSource() {
            @Override
            public void purge(long address, long bytes) {
                purged.add((address - first) / KIB + "+" + bytes / KIB);
            }
        };
        source.granule = granule;
        heap = ExperimentalHeap.on(source, Experiments.DEFAULT);
    }

    /** Units 0 to 15 and 16 to 31, which are a huge page, and 32 to 47 of the next one. */
    private long[] thirds() {
        long[] blocks = {heap.malloc(MIB), heap.malloc(MIB), heap.malloc(MIB)};
        first = blocks[0];
        assertEquals(first + MIB, blocks[1]);
        assertEquals(first + 2 * MIB, blocks[2]);
        return blocks;
    }

    private void free(long... blocks) {
        for (long block : blocks) {
            heap.free(block);
        }
        heap.flush();
        heap.core.reclaim();
        heap.core.reclaim();
    }

    @AfterEach
    void close() {
        assertTrue(heap.core.audit().violations().isEmpty(), () -> heap.core.audit().violations().toString());
        heap.close();
    }

    @Test
    void smallPagesGoAtOnce() {
        heapOf(4096);
        long[] blocks = thirds();
        free(blocks[1]);
        assertEquals(List.of("1024+1024"), purged);
    }

    @Test
    void ofAHugePageNothingGoesBeforeAllOfItIsFree() {
        heapOf(HUGE);
        long[] blocks = thirds();
        free(blocks[1]);
        assertEquals(List.of(), purged);
        free(blocks[0]);
        assertEquals(List.of("0+2048"), purged);
        free();
        assertEquals(List.of("0+2048"), purged, "and it goes once");
        long again = heap.malloc(MIB);
        assertEquals(blocks[0], again);
        free(again);
        assertEquals(List.of("0+2048", "0+2048"), purged);
    }

    @Test
    void aHugePageGoesWithTheUnitsThatNobodyEverHad() {
        heapOf(HUGE);
        long[] blocks = thirds();
        free(blocks[2]);
        assertEquals(List.of("2048+2048"), purged);
    }

    @Test
    void whatIsLockedStaysUntilAllOfItGoes() {
        heapOf(MemorySource.NOTHING_PURGED);
        long[] blocks = thirds();
        free(blocks);
        assertEquals(List.of(), purged);
        heap.core.trim();
        assertEquals(List.of("0+4096"), purged);
    }

    /** Every second block of a page and more is free in slabs smaller than a huge page. */
    private long[] free8KibBlocks() {
        long[] kept = new long[64];
        List<Long> freed = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = heap.malloc(8 * KIB);
            freed.add(heap.malloc(8 * KIB));
        }
        freed.forEach(heap::free);
        free();
        return kept;
    }

    @Test
    void blocksOfSlabsGoBySmallPages() {
        heapOf(4096);
        free8KibBlocks();
        assertTrue(purged.size() >= 32, purged::toString);
    }

    @Test
    void blocksOfSlabsDoNotBreakUpHugePages() {
        heapOf(HUGE);
        free8KibBlocks();
        assertEquals(List.of(), purged);
    }

    @Test
    void blocksOfSlabsStayWhereNothingGoes() {
        heapOf(MemorySource.NOTHING_PURGED);
        long[] kept = free8KibBlocks();
        assertEquals(List.of(), purged);
        free(kept);
        heap.core.trim();
        assertEquals(0, heap.core.census().committedBytes(), "the slabs that have come to be empty are retired");
    }
}
