package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Blocks of whole units and of more than one superslab, and how they grow. */
class HugeBlocksTest {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** Of which nothing goes back by itself: neither what a thread keeps, nor units that a block may grow into. */
    private static Heap heap(long limit) {
        return Heap.builder().limit(limit).maintenance(false).purgeDelay(Duration.ofDays(1)).build();
    }

    @Test
    @Tag("mapped")
    void growAndShrinkWhereTheyStand() {
        try (Heap heap = heap(128 << 20)) {
            growAndShrink(heap);
            assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        }
    }

    private static void growAndShrink(Heap heap) {
        long address = heap.malloc(6 << 20);
        MEMORY.set(JAVA_BYTE, address + (6 << 20) - 1, (byte) 7);
        assertEquals(address, heap.realloc(address, 40 << 20));
        MEMORY.set(JAVA_BYTE, address + (40 << 20) - 1, (byte) 8);
        long behind = heap.malloc(5 << 20);
        assertEquals(address, heap.realloc(address, 5 << 20));
        assertEquals(address, heap.realloc(address, 7 << 20));
        assertEquals(7, MEMORY.get(JAVA_BYTE, address + (6 << 20) - 1));
        long moved = heap.realloc(address, 60 << 20);
        assertNotEquals(address, moved, "a block stands behind it");
        assertEquals(7, MEMORY.get(JAVA_BYTE, moved + (6 << 20) - 1));
        heap.free(moved);
        heap.free(behind);
    }

    /** Doubling buffers move while they are small, once more at 64 KiB, and then no more. */
    @Test
    void grownBlocksHaveRoomToGrowOn() {
        try (Heap heap = heap(64 << 20)) {
            heap.malloc(40_000, new long[100]);
            long address = heap.malloc(32 << 10);
            MEMORY.set(JAVA_BYTE, address + 1000, (byte) 9);
            address = heap.realloc(address, 64 << 10);
            for (long bytes = 128 << 10; bytes <= 2 << 20; bytes *= 2) {
                assertEquals(address, heap.realloc(address, bytes), bytes + " bytes");
                assertEquals(bytes, heap.usableSize(address));
            }
            assertEquals(9, MEMORY.get(JAVA_BYTE, address + 1000));
            assertEquals(address, heap.realloc(address, 50_000), "it shrinks where it stands");
            heap.free(address, 50_000);
            assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        }
    }

    @Test
    void aFreedBlockIsKeptByItsThread() throws InterruptedException {
        try (Heap heap = heap(1 << 30)) {
            long address = heap.malloc(1 << 20);
            MEMORY.asSlice(address, 1 << 20).fill((byte) 1);
            heap.free(address);
            assertThrows(HeapMisuseException.class, () -> heap.free(address));
            assertEquals(1 << 20, heap.stats().cachedBytes());
            assertEquals(0, heap.stats().liveBytes());
            assertEquals(1, heap.audit().cachedBlocks());
            assertEquals(0, heap.tryMalloc(1L << 40));
            assertThrows(IllegalArgumentException.class, () -> heap.malloc(-1));
            assertEquals(address, heap.calloc(1 << 20));
            assertEquals(-1, MEMORY.asSlice(address, 1 << 20).mismatch(MemorySegment.ofArray(new byte[1 << 20])));
            Thread other = Thread.ofPlatform().start(() -> heap.free(address));
            other.join();
            assertEquals(0, heap.stats().cachedBytes(), "the thread is dead, and the look brings its blocks home");
            assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        }
    }

    @Test
    void whatThreadsKeepIsBoundedAndGivenUpUnderPressure() {
        try (Heap heap = heap(64 << 20)) {
            long[] blocks = new long[20];
            heap.malloc(300_000, blocks);
            heap.free(blocks, 0, 20);
            assertTrue(heap.stats().cachedBytes() <= 2 << 20, () -> heap.stats().toString());
            assertTrue(heap.stats().cachedBytes() > 0);
            heap.free(heap.malloc(60 << 20));
            assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        }
    }

    @Test
    void aBlockThatGrowsTakesOneOfItsClassWhereNoUnitIsFree() {
        try (Heap heap = heap(4 << 20)) {
            long[] blocks = new long[100];
            int count = heap.malloc(56_000, blocks);
            heap.free(blocks, count / 2, count);
            heap.flushThreadCache();
            long small = heap.malloc(1000);
            while (heap.tryMalloc(300_000) != 0) {
                MEMORY.set(JAVA_BYTE, small, (byte) 4);
            }
            long grown = heap.realloc(small, 56_000);
            assertEquals(4, MEMORY.get(JAVA_BYTE, grown));
        }
    }
}
