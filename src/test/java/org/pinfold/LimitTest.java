package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a heap does when its limit is reached, changed, or relieved by its user. */
class LimitTest {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final int LIMIT = 64 << 20;
    private static final Pattern FIGURES = Pattern.compile("committed (\\d+): live (\\d+), cached (\\d+), "
            + "free in slabs (\\d+), .* a block (\\d+), in empty units (\\d+) bytes");

    /** Of which nothing goes back by itself: what a trim or a look finds is what the test has left. */
    private static Heap.Builder limited(long limit) {
        return Heap.builder().limit(limit).maintenance(false).purgeDelay(Duration.ofDays(1));
    }

    @Test
    void theMessageAccountsForEveryByte() {
        try (Heap heap = limited(LIMIT).build()) {
            long[] blocks = new long[5_000];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = heap.malloc(16 + i % 3_000);
            }
            heap.free(blocks, 0, 1_000);
            String message = assertThrows(OutOfMemoryError.class, () -> heap.malloc(LIMIT)).getMessage();
            Matcher figures = FIGURES.matcher(message);
            assertTrue(figures.find(), message);
            long parts = 0;
            for (int group = 2; group <= 6; group++) {
                parts += Long.parseLong(figures.group(group));
            }
            assertEquals(Long.parseLong(figures.group(1)), parts, message);
            assertEquals(heap.stats().committedBytes(), parts);
        }
    }

    @Test
    void aLowerLimitTakesNothingAwayAndAHigherOneAllowsMore() {
        try (Heap heap = limited(LIMIT).build()) {
            long half = heap.malloc(LIMIT / 2);
            heap.setLimit(LIMIT / 4);
            assertEquals(LIMIT / 4, heap.stats().limitBytes());
            assertEquals(0, heap.tryMalloc(1 << 20));
            assertEquals(LIMIT / 2, heap.usableSize(half));
            heap.free(half);
            heap.trim();
            assertEquals(0, heap.tryMalloc(LIMIT / 2));
            heap.setLimit(LIMIT);
            heap.free(heap.malloc(LIMIT / 2));
            assertThrows(IllegalArgumentException.class, () -> heap.setLimit(1));
            assertTrue(heap.audit().clean());
        }
    }

    /** The addresses reserved at first are for twice the limit of then; more are reserved when they are used up. */
    @Test
    void aHigherLimitGetsMoreAddresses() {
        long limit = 8 << 20;
        try (Heap heap = limited(limit).build()) {
            heap.setLimit(8 * limit);
            long[] blocks = new long[500];
            assertEquals(500, heap.malloc(50_000, blocks));
            assertTrue(heap.stats().committedBytes() > 2 * limit);
            for (int i = 0; i < blocks.length; i++) {
                MEMORY.asSlice(blocks[i], 50_000).fill((byte) i);
            }
            for (int i = 0; i < blocks.length; i++) {
                assertEquals((byte) i, MEMORY.get(JAVA_BYTE, blocks[i] + 49_999));
                assertEquals(Heap.goodSize(50_000), heap.usableSize(blocks[i]));
                assertTrue(heap.describe(blocks[i]).contains("byte 0 of block"), heap.describe(blocks[i]));
            }
            heap.free(blocks, 0, blocks.length);
            long twice = blocks[blocks.length - 1];
            assertThrows(HeapMisuseException.class, () -> heap.free(twice));
            heap.flushThreadCache();
            assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
            heap.trim();
            assertEquals(0, heap.stats().committedBytes());
        }
    }

    @Test
    void aCacheBuiltOnTheHeapEvictsUnderPressure() {
        Deque<Long> cache = new ArrayDeque<>();
        Heap[] self = {null};
        try (Heap heap = limited(LIMIT).onPressure(bytes -> {
            Long oldest = cache.poll();
            if (oldest != null) {
                self[0].free(oldest);
            }
            return oldest != null;
        }).build()) {
            self[0] = heap;
            for (int i = 0; i < 200; i++) {
                cache.add(heap.malloc(i % 2 == 0 ? 1 << 20 : 200_000));
            }
            assertTrue(cache.size() < 200);
            while (!cache.isEmpty()) {
                heap.free(cache.poll());
            }
            assertThrows(OutOfMemoryError.class, () -> heap.malloc(2L * LIMIT));
            assertTrue(heap.audit().clean());
        }
    }

    @Test
    void theListenerIsNotAskedByItsOwnAllocations() {
        Heap[] self = {null};
        int[] calls = {0};
        try (Heap heap = limited(LIMIT).onPressure(bytes -> {
            calls[0]++;
            assertEquals(0, self[0].tryMalloc(LIMIT / 2));
            return false;
        }).build()) {
            self[0] = heap;
            long most = heap.malloc(LIMIT);
            assertEquals(0, heap.tryMalloc(LIMIT / 4));
            assertEquals(1, calls[0]);
            heap.free(most);
        }
    }

    @Test
    void bulkTakesAsMuchAsThereIsAndGivesBackAllThatIsLive() {
        try (Heap heap = limited(LIMIT).build()) {
            long[] blocks = new long[LIMIT / 50_000 * 2];
            int count = heap.malloc(50_000, blocks);
            assertTrue(count > LIMIT / 60_000 && count < blocks.length, count + " blocks");
            assertEquals(count, Arrays.stream(blocks).limit(count).distinct().count());
            assertEquals(0, blocks[count]);
            heap.free(blocks[1]);
            HeapMisuseException misuse = assertThrows(HeapMisuseException.class, () -> heap.free(blocks, 0, count));
            assertEquals(blocks[1], misuse.address());
            assertEquals(0, misuse.getSuppressed().length);
            assertEquals(0, heap.audit().liveBlocks());
            assertThrows(IndexOutOfBoundsException.class, () -> heap.free(blocks, 0, blocks.length + 1));
            assertThrows(IllegalArgumentException.class, () -> heap.malloc(-1, blocks));
        }
    }

    @Test
    void afterPrewarmingNoSystemCallIsMade() {
        try (Heap heap = limited(LIMIT).build()) {
            heap.prewarm(10_000, 1_000);
            long resident = heap.stats().residentBytes().orElse(10_000_000);
            assertTrue(resident >= 10_000_000, resident + " bytes are resident");
            long calls = heap.stats().systemCalls().mmap() + heap.stats().systemCalls().madvise();
            long[] blocks = new long[1_000];
            assertEquals(1_000, heap.malloc(10_000, blocks));
            assertEquals(calls, heap.stats().systemCalls().mmap() + heap.stats().systemCalls().madvise());
            heap.free(blocks, 0, 1_000);
            heap.prewarm(1 << 20, Integer.MAX_VALUE);
            assertTrue(heap.audit().clean());
            assertThrows(IllegalArgumentException.class, () -> heap.prewarm(1, -1));
        }
    }

    @Test
    void theGlobalHeapIsOneAndIsNotClosed() {
        Heap global = Heap.global();
        assertSame(global, Heap.global());
        assertThrows(UnsupportedOperationException.class, global::close);
        long block = global.malloc(100);
        assertNotEquals(0, block);
        global.free(block);
        assertFalse(global.stats().limitBytes() < 4 << 20);
    }
}
