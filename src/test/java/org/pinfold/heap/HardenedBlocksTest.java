package org.pinfold.heap;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.AuditReport;
import org.pinfold.Backing;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.HeapMisuseException.Kind;
import org.pinfold.os.RawMemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a hardened heap sees that another one does not, and that it is a heap all the same. */
class HardenedBlocksTest {
    private static final long SMALL = 48;
    private static final long MID = 20_000;
    private static final long LARGE = 700_000;
    private static final long HUGE = 9_000_000;
    private static final byte GARBAGE = 0x5A;
    private static final Set<Kind> FREE_ALREADY = EnumSet.of(Kind.DOUBLE_FREE, Kind.NOT_ALLOCATED);

    private final Heap heap = Heap.builder().limit(256 << 20).maintenance(false).hardened(true).build();

    @AfterEach
    void theHeapIsInOrderAndWorks() {
        long address = heap.malloc(100);
        heap.free(address);
        heap.flushThreadCache();
        AuditReport audit = heap.audit();
        assertTrue(audit.clean(), () -> audit.problems().toString());
        assertEquals(0, audit.liveBlocks());
        heap.close();
    }

    private HeapMisuseException caught(Set<Kind> kinds, Runnable misuse) {
        HeapMisuseException caught = assertThrows(HeapMisuseException.class, misuse::run);
        assertTrue(kinds.contains(caught.kind()), caught::getMessage);
        return caught;
    }

    private HeapMisuseException caught(Kind kind, Runnable misuse) {
        return caught(EnumSet.of(kind), misuse);
    }

    /** So many that of blocks that wait, of which one in 64 goes on each time, one in 10^12 is still where it was. */
    private static long rounds(long bytes) {
        return Math.clamp((64 << 20) / bytes, 8, 2000);
    }

    private static boolean isZero(long address, long bytes) {
        return RawMemory.firstNonZero(address, bytes) < 0;
    }

    @ParameterizedTest
    @ValueSource(longs = {SMALL, MID, LARGE, HUGE})
    void blocksAreTheUsers(long bytes) {
        long address = heap.malloc(bytes);
        assertEquals(bytes, heap.usableSize(address));
        assertEquals(0, address % 16);
        RawMemory.fill(address, bytes, GARBAGE);
        long moved = heap.realloc(address, bytes + 1);
        assertEquals(GARBAGE, RawMemory.getByte(moved + bytes - 1));
        moved = heap.realloc(moved, bytes * 2);
        assertEquals(GARBAGE, RawMemory.getByte(moved));
        assertEquals(GARBAGE, RawMemory.getByte(moved + bytes - 1));
        moved = heap.realloc(moved, bytes / 2);
        assertEquals(bytes / 2, heap.usableSize(moved));
        heap.free(moved, bytes / 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {SMALL, MID, LARGE, HUGE})
    void zeroedBlocksAreZero(long bytes) {
        for (int round = 0; round < rounds(bytes); round++) {
            long address = heap.calloc(bytes);
            assertTrue(isZero(address, bytes));
            RawMemory.fill(address, bytes, GARBAGE);
            heap.free(address);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {32, 64, 4096, 65_536, 1 << 20, 4 << 20})
    void alignedBlocks(long alignment) {
        for (long bytes : new long[] {SMALL, MID, LARGE, HUGE}) {
            long address = heap.alignedAlloc(alignment, bytes);
            assertEquals(0, address % alignment);
            assertEquals(bytes, heap.usableSize(address));
            RawMemory.fill(address, bytes, GARBAGE);
            caught(Kind.INTERIOR_POINTER, () -> heap.free(address - alignment + 16));
            caught(Kind.INTERIOR_POINTER, () -> heap.free(address + 16));
            heap.free(address);
            caught(FREE_ALREADY, () -> heap.free(address));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {SMALL, MID, LARGE, HUGE})
    void whatIsFreeIsWiped(long bytes) {
        long address = heap.malloc(bytes);
        RawMemory.fill(address, bytes, GARBAGE);
        heap.free(address);
        assertTrue(isZero(address, bytes));
    }

    @ParameterizedTest
    @ValueSource(longs = {SMALL, MID, LARGE, HUGE})
    void overflowsAreReportedAndFreed(long bytes) {
        for (long behind : new long[] {0, 7}) {
            long address = heap.malloc(bytes);
            RawMemory.putByte(address + bytes + behind, (byte) ~RawMemory.getByte(address + bytes + behind));
            caught(Kind.OVERFLOW, () -> heap.usableSize(address));
            assertEquals(address, caught(Kind.OVERFLOW, () -> heap.free(address)).address());
            assertTrue(isZero(address, bytes + 8));
            caught(FREE_ALREADY, () -> heap.free(address));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {SMALL, MID, LARGE, HUGE})
    void underflowsAreReportedAndFreed(long bytes) {
        for (long before : new long[] {1, 8, 9, 16}) {
            long address = heap.malloc(bytes);
            RawMemory.putByte(address - before, (byte) ~RawMemory.getByte(address - before));
            caught(Kind.UNDERFLOW, () -> heap.free(address));
            assertTrue(isZero(address - 16, 16));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {SMALL, MID, LARGE, HUGE})
    void aWriteAfterTheFreeIsSeenByTheAudit(long bytes) {
        long address = heap.malloc(bytes);
        heap.free(address);
        RawMemory.putByte(address + bytes / 2, GARBAGE);
        AuditReport audit = heap.audit();
        assertEquals(1, audit.imbalances().size(), () -> audit.problems().toString());
        assertTrue(audit.imbalances().getFirst().contains(Long.toHexString(address + bytes / 2)));
        RawMemory.putByte(address + bytes / 2, (byte) 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {SMALL, MID, LARGE, HUGE})
    void aWriteAfterTheFreeIsSeenAtReuse(long bytes) {
        long address = heap.malloc(bytes);
        heap.free(address);
        RawMemory.putByte(address, GARBAGE);
        HeapMisuseException report = null;
        Set<Long> live = new HashSet<>();
        for (int i = 0; i < rounds(bytes) && report == null; i++) {
            try {
                live.add(heap.malloc(bytes));
                heap.free(live.iterator().next());
                live.clear();
            } catch (HeapMisuseException e) {
                report = e;
            }
        }
        assertNotNull(report);
        assertEquals(Kind.WRITE_AFTER_FREE, report.kind());
        assertEquals(address, report.address());
        live.forEach(heap::free);
    }

    @Test
    void smallBlocksWait() {
        int length = Quarantine.length(SizeClasses.of(64 + Canary.HEAD + Canary.TAIL));
        for (int round = 0; round < 10; round++) {
            long address = heap.malloc(64);
            heap.free(address);
            for (int i = 0; i < length; i++) {
                long other = heap.malloc(64);
                assertNotEquals(address, other);
                heap.free(other);
            }
        }
    }

    @Test
    void blocksComeInAnOrderByChance() {
        long[] blocks = new long[1000];
        heap.malloc(64, blocks);
        long ascending = LongStream.range(1, blocks.length)
                .filter(i -> blocks[(int) i] > blocks[(int) i - 1]).count();
        heap.free(blocks, 0, blocks.length);
        assertTrue(ascending > 300 && ascending < 700, () -> ascending + " of 999 ascend");
    }

    @Test
    void theSizeOfASizedFreeIsTheOneAskedFor() {
        long address = heap.malloc(100);
        caught(Kind.SIZE_MISMATCH, () -> heap.free(address, 99));
        heap.free(address, 100);
    }

    @Test
    void emptyBlocksDiffer() {
        long one = heap.malloc(0);
        long other = heap.malloc(0);
        assertNotEquals(one, other);
        heap.free(one);
        heap.free(other);
    }

    @Test
    void impossibleRequestsLoseNothing() {
        assertEquals(0, heap.tryMalloc(Long.MAX_VALUE));
        assertThrows(OutOfMemoryError.class, () -> heap.malloc(Long.MAX_VALUE - 20));
        assertThrows(OutOfMemoryError.class, () -> heap.alignedAlloc(1L << 62, 1));
        assertThrows(IllegalArgumentException.class, () -> heap.malloc(-1));
    }

    @Test
    void itNeedsMappedMemory() {
        Heap.Builder builder = Heap.builder().hardened(true).backing(Backing.ARENA);
        String message = assertThrows(UnsupportedOperationException.class, builder::build).getMessage();
        assertTrue(message.contains("MMAP"), message);
    }

    @Test
    void aHardenedChildOfAnotherHeap() {
        try (Heap parent = Heap.builder().limit(64 << 20).build()) {
            long dirty = parent.malloc(3 << 20);
            RawMemory.fill(dirty, 3 << 20, GARBAGE);
            parent.free(dirty);
            parent.trim();
            try (Heap child = Heap.builder().parent(parent).hardened(true).build()) {
                long address = child.calloc(100_000);
                assertTrue(isZero(address, 100_000));
                child.free(address);
                assertFalse(child.describe(address).isEmpty());
            }
        }
    }

    @Test
    void manyThreads() throws InterruptedException {
        Thread[] threads = new Thread[8];
        Throwable[] failures = new Throwable[threads.length];
        for (int t = 0; t < threads.length; t++) {
            int self = t;
            Thread.Builder builder = t % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            threads[t] = builder.start(() -> {
                try {
                    churn(self);
                } catch (Throwable e) {
                    failures[self] = e;
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (Throwable failure : failures) {
            assertEquals(null, failure);
        }
    }

    private void churn(int seed) {
        long[] live = new long[200];
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            int slot = random.nextInt(live.length);
            heap.free(live[slot]);
            int size = random.nextInt(3000);
            live[slot] = heap.malloc(size);
            RawMemory.fill(live[slot], size, (byte) seed);
        }
        heap.free(live, 0, live.length);
        heap.flushThreadCache();
    }
}
