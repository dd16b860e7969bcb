package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a pass has in hand is not taken for gone. */
class PassInterlockTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_PASSES = 4;

    private final AtomicLong clock = new AtomicLong();
    private final PassInterlock passes = new PassInterlock(() -> clock.addAndGet(SECOND / 8));

    /** Of blocks in slabs, and of large ones, of which the units are claimed. */
    @ParameterizedTest
    @ValueSource(ints = {32 << 10, 1 << 20})
    void aFullHeapRefusesNothingThatAPassHasInHand(int bytes) throws InterruptedException {
        InterferingSource source = new InterferingSource();
        ExperimentalHeap heap = ExperimentalHeap.on(source, Experiments.DEFAULT);
        List<Long> blocks = new ArrayList<>();
        for (long block = heap.malloc(bytes); block != 0; block = heap.malloc(bytes)) {
            blocks.add(block);
        }
        heap.free(blocks.removeFirst());
        heap.flush();
        AtomicLong got = new AtomicLong();
        boolean interfered = false;
        for (int pass = 0; pass < MOST_PASSES && !interfered; pass++) {
            source.atNextPurge(() -> got.set(heap.malloc(bytes)));
            heap.core.reclaim();
            interfered = source.interfered();
        }
        assertTrue(interfered, "no pass gave the free block's pages back");
        assertNotEquals(0, got.get(), "refused, although a block was free");
        assertEquals(0, heap.malloc(bytes), "the heap was not full");
        heap.free(got.get());
        blocks.forEach(heap::free);
        heap.close();
    }

    @Test
    void oneAtATime() {
        assertTrue(passes.tryBegin());
        assertFalse(passes.tryBegin());
        passes.end();
        assertTrue(passes.tryBegin());
    }

    @Test
    void whatEndedMeanwhileMayHaveHiddenSomething() {
        int before = passes.now();
        assertFalse(passes.mayHaveHidden(before));
        passes.tryBegin();
        assertTrue(passes.mayHaveHidden(before));
        int during = passes.now();
        assertTrue(passes.mayHaveHidden(during));
        passes.end();
        assertTrue(passes.mayHaveHidden(before));
        assertTrue(passes.mayHaveHidden(during));
        assertFalse(passes.mayHaveHidden(passes.now()));
    }

    @Test
    void nonePassesUnnoticedWhileSomebodyLooks() {
        assertFalse(passes.isUnwanted());
        assertTrue(passes.whileNone(passes::isUnwanted));
        assertFalse(passes.isUnwanted());
    }

    @Test
    void aStoppedPassIsWaitedForOnce() {
        passes.tryBegin();
        passes.whileNone(() -> null);
        long waited = clock.get();
        assertTrue(waited >= SECOND, "waited for " + waited + " ns");
        passes.whileNone(() -> null);
        assertEquals(waited + SECOND / 8, clock.get(), "only the time of the second look's begin");
        passes.end();
        passes.tryBegin();
        AtomicInteger looks = new AtomicInteger();
        passes.whileNone(looks::incrementAndGet);
        assertEquals(1, looks.get());
        assertTrue(clock.get() >= 2 * SECOND, "the next pass is waited for as well");
    }
}
