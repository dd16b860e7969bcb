package org.pinfold;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.HeapMisuseException.Kind;
import org.pinfold.MisuseSummary.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Misuse is added up in every heap: by kind, by place in memory and in the code, and by time. */
class MisuseSummaryTest {
    private static Heap.Builder small() {
        // A pass of the maintenance thread may bring home what is freed twice here, which is then another misuse.
        return Heap.builder().limit(64 << 20).maintenance(false);
    }

    private static void misuse(Heap heap, long address) {
        assertThrows(HeapMisuseException.class, () -> heap.free(address));
    }

    private static List<String> methods(Pattern pattern) {
        return pattern.site().stream().map(StackTraceElement::getMethodName).toList();
    }

    private static void again(Heap heap, long address, int times) {
        for (int i = 0; i < times; i++) {
            misuse(heap, address);
        }
    }

    @Test
    void isAddedUp() {
        Heap heap = small().build();
        assertEquals(0, heap.misuses().total());
        assertEquals("Misuse: 0 {}", heap.misuses().toString());
        long block = heap.malloc(1_000);
        heap.free(heap.malloc(1_000));
        misuse(heap, block + 16);
        heap.free(block);
        again(heap, block, 5);
        misuse(heap, 1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment foreign = arena.allocate(8);
            assertThrows(HeapMisuseException.class, () -> heap.free(foreign));
        }
        heap.close();
        MisuseSummary summary = heap.misuses();
        assertEquals(8, summary.total());
        assertEquals(Map.of(Kind.INTERIOR_POINTER, 1L, Kind.DOUBLE_FREE, 5L, Kind.FOREIGN_POINTER, 2L),
                summary.byKind());
        Pattern most = summary.patterns().getFirst();
        assertEquals(5, most.count());
        assertTrue(most.isStalePointers(), "the same code, the same memory, more than once");
        assertTrue(methods(most).contains("again"), () -> most.site().toString());
        assertEquals(1, summary.patterns().stream().filter(Pattern::isStalePointers).count());
        assertEquals(Map.of(most.superslab(), 6L, -1, 2L), summary.bySuperslab());
        assertEquals(4, summary.bySite().size());
        assertEquals(8, summary.windows().stream().mapToLong(MisuseSummary.Window::count).sum());
        assertTrue(summary.toString().contains("5 {DOUBLE_FREE=5}, stale pointers, superslab "), summary::toString);
        assertTrue(summary.toString().lines().count() < 40);
    }

    /** What was there before a superslab went back is another thing than what is there now. */
    @Test
    @Tag("mapped")
    void generationsAreToldApart() {
        try (Heap heap = small().build()) {
            long block = heap.malloc(1 << 20);
            for (int round = 0; round < 3; round++) {
                heap.free(block);
                again(heap, block, 2);
                heap.trim();
                assertEquals(block, heap.malloc(1 << 20), "the memory is used again");
            }
            List<Pattern> patterns = heap.misuses().patterns();
            assertEquals(3, patterns.size());
            assertEquals(1, heap.misuses().bySuperslab().size());
            assertEquals(3, patterns.stream().map(Pattern::generation).distinct().count());
            assertTrue(patterns.stream().allMatch(pattern -> pattern.isStalePointers() && pattern.count() == 2));
            heap.free(block);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHundredThousandAreCountedInBoundedMemory(boolean tracked) {
        Heap.Builder builder = small();
        try (Heap heap = tracked ? builder.leakTracking(1).build() : builder.build()) {
            long[] blocks = new long[1_000];
            heap.malloc(5_000, blocks);
            heap.free(blocks, 0, blocks.length);
            int misuses = 100 * blocks.length;
            for (int round = 0; round < 100; round++) {
                assertThrows(HeapMisuseException.class, () -> heap.free(blocks, 0, blocks.length));
            }
            MisuseSummary summary = heap.misuses();
            assertEquals(misuses, summary.total());
            assertEquals(misuses, summary.unassigned() + summary.bySite().values().stream().mapToLong(n -> n).sum());
            assertTrue(summary.patterns().size() <= 1_024);
            assertTrue(summary.toString().lines().count() < 60, summary::toString);
            assertFalse(summary.bySite().getOrDefault(List.of(), 0L) == 0, "not each was looked at");
            assertTrue(heap.audit().clean());
        }
    }

    @Test
    void threadsAreCountedTogether() throws InterruptedException {
        try (Heap heap = small().build()) {
            long block = heap.malloc(100);
            heap.free(block);
            Thread[] threads = Stream.generate(() -> Thread.ofPlatform().unstarted(() -> again(heap, block, 1_000)))
                    .limit(4).toArray(Thread[]::new);
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(Map.of(Kind.DOUBLE_FREE, 4_000L), heap.misuses().byKind());
        }
    }
}
