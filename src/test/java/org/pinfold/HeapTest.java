package org.pinfold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HeapTest {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private Heap heap;

    @BeforeEach
    void open() {
        // What is counted and described here, and what a trim leaves, is not for another thread to change.
        heap = Heap.builder().limit(128 << 20).maintenance(false).build();
    }

    @AfterEach
    void closeInOrder() {
        if (!isClosed()) {
            AuditReport audit = heap.audit();
            assertTrue(audit.clean(), () -> audit.problems().toString());
        }
        heap.close();
    }

    private boolean isClosed() {
        try {
            heap.stats();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void blocksDoNotOverlapAndKeepTheirContent(Sizes size) {
        int count = (int) Math.min(200, (100L << 20) / Heap.goodSize(size.bytes) / 2);
        long[] blocks = new long[count];
        for (int i = 0; i < count; i++) {
            blocks[i] = heap.malloc(size.bytes);
            assertEquals(0, blocks[i] % 16);
            assertTrue(heap.usableSize(blocks[i]) >= size.bytes);
            assertEquals(Heap.goodSize(size.bytes), heap.usableSize(blocks[i]));
            MEMORY.asSlice(blocks[i], size.bytes).fill((byte) i);
        }
        for (int i = 0; i < count; i++) {
            assertEquals((byte) i, MEMORY.get(JAVA_BYTE, blocks[i]));
            assertEquals((byte) i, MEMORY.get(JAVA_BYTE, blocks[i] + size.bytes - 1));
            heap.free(blocks[i]);
        }
        heap.trim();
        assertEquals(0, heap.stats().committedBytes());
        assertEquals(0, heap.stats().residentBytes().orElse(0));
    }

    @Test
    void sizeZeroGivesBlocksOfTheirOwn() {
        Set<Long> addresses = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertTrue(addresses.add(heap.malloc(0)));
        }
        addresses.forEach(heap::free);
        heap.free(0);
    }

    @ParameterizedTest
    @EnumSource
    void callocIsZeroOnFreshReusedAndPurgedMemory(Sizes size) {
        for (int round = 0; round < 6; round++) {
            long address = heap.calloc(size.bytes);
            MemorySegment block = MEMORY.asSlice(address, size.bytes);
            assertEquals(-1, block.mismatch(MemorySegment.ofArray(new byte[(int) size.bytes])), "round " + round);
            block.fill((byte) 0xAB);
            heap.free(address);
            if (round % 3 == 1) {
                heap.flushThreadCache();
            } else if (round % 3 == 2) {
                heap.trim();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyAlignmentIsKept(Sizes size) {
        for (long alignment = 1; alignment <= 32 << 20; alignment *= 2) {
            long address = heap.alignedAlloc(alignment, size.bytes);
            assertEquals(0, address % alignment, "alignment " + alignment);
            assertTrue(heap.usableSize(address) >= size.bytes);
            heap.free(address, size.bytes);
        }
    }

    @Test
    void reallocKeepsTheContentAndStaysWithinAClass() {
        long address = heap.realloc(0, 10);
        for (int i = 0; i < 10; i++) {
            MEMORY.set(JAVA_BYTE, address + i, (byte) i);
        }
        assertEquals(address, heap.realloc(address, 16));
        for (long bytes : new long[] {100, 5_000, 70_000, 500_000, 10_000_000, 600_000, 2_000, 10}) {
            address = heap.realloc(address, bytes);
            long usable = heap.usableSize(address);
            assertTrue(usable >= bytes && usable < Heap.goodSize(bytes) + 65_536, bytes + " got " + usable);
            for (int i = 0; i < 10; i++) {
                assertEquals((byte) i, MEMORY.get(JAVA_BYTE, address + i), "after " + bytes);
            }
        }
        long whole = heap.malloc(300_000);
        assertEquals(whole, heap.realloc(whole, 310_000), "the same number of units");
        heap.free(whole);
        heap.free(address);
        assertEquals(0, heap.audit().liveBlocks());
    }

    @Test
    void largeBlocksGrowAndShrinkInPlaceWhereThereIsRoom() {
        long address = heap.malloc(300_000);
        MEMORY.set(JAVA_BYTE, address + 299_999, (byte) 7);
        assertEquals(address, heap.realloc(address, 600_000));
        assertEquals(Heap.goodSize(600_000), heap.usableSize(address));
        MEMORY.set(JAVA_BYTE, address + 599_999, (byte) 8);
        assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        assertEquals(address, heap.realloc(address, 300_000));
        assertEquals(7, MEMORY.get(JAVA_BYTE, address + 299_999));
        long neighbour = heap.malloc(300_000);
        long fills = heap.alignedAlloc(1, 300_000);
        long moved = heap.realloc(address, 3_500_000);
        assertNotEquals(address, moved);
        assertEquals(7, MEMORY.get(JAVA_BYTE, moved + 299_999));
        heap.free(neighbour);
        heap.free(fills);
        heap.free(moved, 3_500_000);
        assertThrows(HeapMisuseException.class, () -> heap.free(moved));
        heap.trim();
        assertEquals(0, heap.stats().committedBytes());
    }

    @Test
    void badSizesAndAlignmentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> heap.malloc(-1));
        assertThrows(IllegalArgumentException.class, () -> heap.malloc(Long.MIN_VALUE));
        assertThrows(IllegalArgumentException.class, () -> heap.tryMalloc(-1));
        assertThrows(IllegalArgumentException.class, () -> heap.calloc(-1));
        assertThrows(IllegalArgumentException.class, () -> heap.realloc(0, -1));
        assertThrows(IllegalArgumentException.class, () -> Heap.goodSize(-1));
        assertThrows(IllegalArgumentException.class, () -> heap.allocate(-1, 8));
        for (long alignment : new long[] {0, 3, 24, -8, Long.MIN_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> heap.alignedAlloc(alignment, 8), "" + alignment);
        }
        assertThrows(OutOfMemoryError.class, () -> heap.malloc(Long.MAX_VALUE));
        assertThrows(OutOfMemoryError.class, () -> heap.calloc(1L << 50));
        assertThrows(OutOfMemoryError.class, () -> heap.alignedAlloc(1L << 62, 8));
        assertThrows(OutOfMemoryError.class, () -> heap.alignedAlloc(1L << 62, Long.MAX_VALUE));
        assertEquals(0, heap.tryMalloc(Long.MAX_VALUE));
        long kept = heap.malloc(100);
        assertThrows(OutOfMemoryError.class, () -> heap.realloc(kept, 1L << 50));
        assertEquals(112, heap.usableSize(kept));
        heap.free(kept);
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 30_000, 1 << 20, 10 << 20})
    void theLimitIsToldAndAllocationWorksAgainAfterwards(long bytes) {
        long[] blocks = new long[(int) ((128L << 20) / bytes) + 1];
        int count = 0;
        for (long block = heap.tryMalloc(bytes); block != 0; block = heap.tryMalloc(bytes)) {
            blocks[count++] = block;
        }
        assertTrue(count * Heap.goodSize(bytes) >= 90L << 20, count + " blocks fit");
        OutOfMemoryError error = assertThrows(OutOfMemoryError.class, () -> heap.malloc(bytes));
        for (String word : new String[] {bytes + " bytes requested", "limit " + (128L << 20), "live ", "cached "}) {
            assertTrue(error.getMessage().contains(word), error.getMessage());
        }
        assertTrue(heap.stats().committedBytes() <= heap.stats().limitBytes());
        for (int i = 0; i < count; i++) {
            heap.free(blocks[i]);
        }
        heap.free(heap.malloc(bytes));
        heap.free(heap.malloc(64 << 20));
    }

    @Test
    void segmentsHaveExactBoundsAndDieWithTheHeap() {
        MemorySegment segment = heap.allocate(100, 64);
        assertEquals(100, segment.byteSize());
        assertEquals(0, segment.address() % 64);
        assertThrows(IndexOutOfBoundsException.class, () -> segment.get(JAVA_BYTE, 100));
        heap.free(segment.asSlice(0, 10));
        MemorySegment other = heap.allocate(100, 1);
        assertThrows(HeapMisuseException.class, () -> heap.free(other.asSlice(16)));
        assertThrows(HeapMisuseException.class, () -> heap.free(MemorySegment.ofArray(new byte[8])));
        assertThrows(HeapMisuseException.class, () -> heap.free(MemorySegment.ofAddress(other.address())));
        heap.close();
        assertThrows(IllegalStateException.class, () -> other.get(JAVA_BYTE, 0));
    }

    @Test
    @Tag("mapped")
    void closeFailsWhileASegmentIsInUseAndWorksAfterwards() throws Exception {
        Pipe pipe = Pipe.open();
        MemorySegment segment = heap.allocate(16, 1);
        CountDownLatch reading = new CountDownLatch(1);
        Thread reader = Thread.ofPlatform().start(() -> {
            reading.countDown();
            try {
                pipe.source().read(segment.asByteBuffer());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reading.await();
        boolean refused = false;
        while (!refused && reader.getState() != Thread.State.TERMINATED && !isClosed()) {
            refused = segment.scope().isAlive() && BlockedReader.isInCall(reader) && refusesToClose();
        }
        assertTrue(refused);
        assertTrue(segment.scope().isAlive());
        heap.free(heap.malloc(10));
        pipe.sink().write(ByteBuffer.wrap(new byte[16]));
        reader.join();
        heap.close();
        assertFalse(segment.scope().isAlive());
    }

    private boolean refusesToClose() {
        try {
            heap.close();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    void nothingWorksAfterClose() {
        long address = heap.malloc(64);
        long kept = heap.malloc(64);
        long large = heap.malloc(1 << 20);
        heap.close();
        heap.close();
        assertThrows(IllegalStateException.class, () -> heap.malloc(64));
        assertThrows(IllegalStateException.class, () -> heap.malloc(1 << 20));
        assertThrows(IllegalStateException.class, () -> heap.calloc(64));
        assertThrows(IllegalStateException.class, () -> heap.free(address));
        assertThrows(IllegalStateException.class, () -> heap.free(large));
        assertThrows(IllegalStateException.class, () -> heap.realloc(address, 10_000));
        assertThrows(IllegalStateException.class, () -> heap.realloc(kept, 64));
        assertThrows(IllegalStateException.class, () -> heap.usableSize(address));
        assertThrows(IllegalStateException.class, () -> heap.stats());
        assertThrows(IllegalStateException.class, () -> heap.audit());
        assertThrows(IllegalStateException.class, () -> heap.trim());
        assertThrows(IllegalStateException.class, () -> heap.flushThreadCache());
        assertThrows(IllegalStateException.class, () -> heap.allocate(64, 1));
        assertEquals(0, MEMORY.get(JAVA_BYTE, address), "a stale address reads zero");
        assertFalse(heap.describe(address).isEmpty());
    }

    @Test
    void theTailOfASlabBelongsToNoBlock() {
        long block = heap.malloc(48);
        long unit = 1 << 16;
        long lastByte = (block & -unit) + unit - 1;
        HeapMisuseException caught = assertThrows(HeapMisuseException.class, () -> heap.free(lastByte));
        assertEquals(HeapMisuseException.Kind.NOT_ALLOCATED, caught.kind());
        assertTrue(heap.describe(lastByte).contains("behind the last block"));
        heap.free(block);
    }

    @Test
    void descriptionsTellWhereAnAddressLies() {
        long address = heap.malloc(100);
        assertTrue(heap.describe(address).contains("byte 0 of block"), heap.describe(address));
        assertTrue(heap.describe(address).contains("allocated"));
        assertTrue(heap.describe(address + 5).contains("byte 5 of block"));
        assertTrue(heap.describe(1).contains("outside"));
        heap.free(address);
        assertTrue(heap.describe(address).contains("free in a cache"));
        heap.trim();
        assertTrue(heap.describe(address).contains("no slab"));
    }

    @Test
    void statisticsAddUp() {
        long small = heap.malloc(100);
        long large = heap.malloc(1 << 20);
        MEMORY.asSlice(large, 1 << 20).fill((byte) 1);
        HeapStats stats = heap.stats();
        assertEquals(112 + (1 << 20), stats.liveBytes());
        assertEquals(2, stats.classes().size());
        assertEquals(112, stats.classes().getFirst().blockBytes());
        assertEquals(0, stats.classes().getLast().blockBytes());
        assertTrue(stats.residentBytes().orElse(1 << 20) >= 1 << 20);
        assertTrue(stats.committedBytes() >= stats.residentBytes().orElse(0));
        assertTrue(stats.metadataBytes() > 0);
        assertTrue(stats.systemCalls().mmap() <= 1);
        assertEquals(heap.backing() == Backing.MMAP, stats.systemCalls().total() > 1);
        assertEquals(heap.backing() == Backing.MMAP, stats.residentBytes().isPresent());
        assertEquals(new HeapStats.RetiringStats(0, 0, Duration.ZERO), stats.retiring());
        heap.free(small);
        heap.free(large);
        assertEquals(0, heap.stats().liveBytes());
        assertNotEquals(0, heap.stats().cachedBytes());
    }

    @Test
    void limitsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> Heap.builder().limit(1));
        assertThrows(IllegalArgumentException.class, () -> Heap.builder().limit(1L << 45));
        try (Heap small = Heap.builder().limit((4 << 20) + 1).build()) {
            assertEquals(4 << 20, small.stats().limitBytes());
        }
        try (Heap unlimited = Heap.create()) {
            assertTrue(unlimited.stats().limitBytes() > 1 << 28);
        }
    }
}
