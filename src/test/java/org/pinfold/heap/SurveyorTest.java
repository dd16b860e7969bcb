package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinfold.protocol.SlabWord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a survey tells of a heap that changes meanwhile: what the survey is told, it answers with a change. */
class SurveyorTest {
    private static final int BLOCK = 1_024;

    private final ExperimentalHeap heap = ExperimentalHeap.with(Experiments.DEFAULT);
    private final Told told = new Told();

    /** What was told, and what to do when a superslab is. */
    private static final class Told implements Survey {
        private final List<String> superslabs = new ArrayList<>();
        private final List<String> slabs = new ArrayList<>();
        private final List<String> magazines = new ArrayList<>();
        private Runnable meanwhile = () -> { };

        @Override
        public void heap(long limitBytes, long committedBytes) {
            assertTrue(committedBytes <= limitBytes);
        }

        @Override
        public void superslab(int index, long address, boolean retiring, long pins, long freeUnits,
                long residentBytes) {
            superslabs.add(index + (retiring ? " retiring" : "") + ", pins " + pins);
            meanwhile.run();
        }

        @Override
        public void slab(int firstUnit, int units, long blockBytes, boolean large, long word, int capacity,
                int cached, boolean quarantined) {
            slabs.add((large ? "large, units " + units : "blocks of " + blockBytes) + ": used " + SlabWord.used(word)
                    + ", cached " + cached);
        }

        @Override
        public void cache(long owner, Thread thread, int largeBlocks, long largeBytes) {
            assertEquals(Thread.currentThread(), thread);
            assertEquals(thread.threadId(), owner);
        }

        @Override
        public void magazine(long blockBytes, int hot, int spare, int waiting, int bound) {
            magazines.add(blockBytes + ": " + (hot + spare + waiting));
        }
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), heap.core.audit().violations());
        heap.close();
    }

    private List<Long> blocks(int count) {
        List<Long> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(heap.malloc(BLOCK));
        }
        return blocks;
    }

    @Test
    void whatIsCachedIsToldOfItsSlabAndOfItsCache() {
        heap.free(heap.malloc(BLOCK));
        heap.core.survey(told);
        long cached = Long.parseLong(told.magazines.getFirst().substring("1024: ".length()));
        assertTrue(cached > 0);
        assertEquals(List.of("blocks of 1024: used " + cached + ", cached " + cached), told.slabs);
        assertEquals(List.of("0, pins 1"), told.superslabs, "the look's own does not count");
    }

    @Test
    void aHugeBlockIsToldOnce() {
        long huge = heap.malloc(2 * Superslab.BYTES + 1);
        heap.core.survey(told);
        assertEquals(List.of("large, units 129: used 1, cached 0"), told.slabs);
        assertEquals(3, told.superslabs.size());
        heap.free(huge);
    }

    /** They were counted where they lay, and are told where they are. */
    @Test
    void blocksThatGoHomeMeanwhileAreNotMoreThanAreOut() {
        List<Long> blocks = blocks(9);
        blocks.subList(1, 9).forEach(heap::free);
        told.meanwhile = heap::flush;
        heap.core.survey(told);
        assertEquals(List.of("blocks of 1024: used 1, cached 1"), told.slabs);
        assertEquals(List.of(), told.magazines, "the caches come later");
        heap.free(blocks.getFirst());
    }

    /** The look has the last pin, and does what goes with it; one that came before has kept none. */
    @Test
    void aSuperslabThatIsRetiredMeanwhileGoesBackWithTheLook() {
        heap.free(heap.malloc(BLOCK));
        heap.flush();
        heap.core.survey(new Told());
        told.meanwhile = heap.core::trim;
        heap.core.survey(told);
        assertEquals(0, heap.core.census().committedBytes());
        assertEquals(0, heap.core.census().retiring().superslabs());
        Told after = new Told();
        heap.core.survey(after);
        assertEquals(List.of(), after.superslabs, "what went back is not told");
    }

    @Test
    void aSuperslabThatIsRetiredAndStillPinnedIsTold() {
        long block = heap.malloc(BLOCK);
        Superslab superslab = heap.slabOf(block).superslab();
        heap.free(block);
        heap.flush();
        assertTrue(superslab.guard().tryPin(superslab.guard().generation()));
        heap.core.trim();
        heap.core.survey(told);
        assertEquals(List.of("0 retiring, pins 1"), told.superslabs);
        assertTrue(superslab.guard().unpin(), "the last one");
    }
}
