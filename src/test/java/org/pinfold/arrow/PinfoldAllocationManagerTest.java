package org.pinfold.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.Backing;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** Arrow's buffers on a heap: content, what is freed when, and what a user sees where there is no memory. */
class PinfoldAllocationManagerTest {
    static {
        // Arrow's allocators then keep books of their buffers, and refuse to be closed with a buffer in them.
        System.setProperty("arrow.memory.debug.allocator", "true");
    }

    private static final long LIMIT = 16 << 20;
    private static final long KIB = 1 << 10;

    private static RootAllocator over(Heap heap) {
        return over(new PinfoldAllocationManager.Factory(heap));
    }

    private static RootAllocator over(AllocationManager.Factory factory) {
        return new RootAllocator(RootAllocator.configBuilder().allocationManagerFactory(factory).build());
    }

    @ParameterizedTest
    @EnumSource(names = {"MMAP", "ARENA", "SYSTEM"})
    void buffersKeepWhatIsWritten(Backing backing) {
        try (Heap heap = Heap.builder().backing(backing).build(); RootAllocator allocator = over(heap)) {
            List<ArrowBuf> buffers = new ArrayList<>();
            for (int bits = 0; bits <= 22; bits++) {
                buffers.add(filled(allocator.buffer((1L << bits) + 1), bits));
            }
            for (int bits = 0; bits <= 22; bits++) {
                ArrowBuf buffer = buffers.get(bits);
                assertEquals(0, buffer.memoryAddress() % 16);
                assertTrue(buffer.capacity() > 1L << bits);
                assertTrue(isFilled(buffer, bits), "buffer of " + buffer.capacity());
                buffer.close();
            }
            assertEquals(0, allocator.getAllocatedMemory());
            assertEquals(0, heap.stats().liveBytes());
            assertEquals(0, heap.misuses().total());
        }
    }

    private static ArrowBuf filled(ArrowBuf buffer, int with) {
        buffer.setOne(0, buffer.capacity());
        buffer.setByte(0, with);
        buffer.setByte(buffer.capacity() - 1, with);
        return buffer;
    }

    private static boolean isFilled(ArrowBuf buffer, int with) {
        boolean middle = true;
        for (long i = 1; i < buffer.capacity() - 1; i++) {
            middle &= buffer.getByte(i) == -1;
        }
        return middle && buffer.getByte(0) == with && buffer.getByte(buffer.capacity() - 1) == with;
    }

    @Test
    void arrowCountsExactlyWhatItAskedFor() {
        try (Heap heap = Heap.create();
                RootAllocator allocator = new RootAllocator(RootAllocator.configBuilder()
                        .allocationManagerFactory(new PinfoldAllocationManager.Factory(heap))
                        .roundingPolicy(byteSize -> byteSize)
                        .build())) {
            try (ArrowBuf buffer = allocator.buffer(100)) {
                assertNotEquals(100, heap.usableSize(buffer.memoryAddress()), "the block has more");
                assertEquals(100, buffer.getReferenceManager().getSize());
                assertEquals(100, allocator.getAllocatedMemory());
            }
            assertEquals(0, allocator.getAllocatedMemory());
        }
    }

    @Test
    void theLastReferenceFreesTheBlock() {
        try (Heap heap = Heap.create();
                RootAllocator root = over(heap);
                BufferAllocator from = root.newChildAllocator("from", 0, LIMIT);
                BufferAllocator to = root.newChildAllocator("to", 0, LIMIT)) {
            ArrowBuf whole = filled(from.buffer(4 * KIB), 7);
            ArrowBuf slice = whole.slice(KIB, KIB);
            slice.getReferenceManager().retain();
            ArrowBuf moved = whole.getReferenceManager().transferOwnership(whole, to).getTransferredBuffer();
            whole.close();
            assertEquals(4 * KIB, to.getAllocatedMemory());
            slice.close();
            assertEquals(4 * KIB, heap.stats().liveBytes(), "the other allocator has it");
            assertTrue(isFilled(moved, 7));
            moved.close();
            assertEquals(0, heap.stats().liveBytes());
        }
    }

    @Test
    void emptyBuffersTakeNothing() {
        try (Heap heap = Heap.create(); RootAllocator allocator = over(heap)) {
            try (ArrowBuf first = allocator.buffer(0); ArrowBuf second = allocator.getEmpty()) {
                assertEquals(0, first.capacity());
                assertSame(first, second);
            }
            assertEquals(0, heap.stats().committedBytes());
        }
    }

    @Test
    void anExhaustedHeapIsArrowsExceptionAndLeavesNothing() {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            RootAllocator allocator = over(heap);
            OutOfMemoryException refusal = refusal(allocator, 2 * LIMIT);
            assertTrue(refusal.getMessage().contains("limit"), refusal.getMessage());
            assertInstanceOf(OutOfMemoryError.class, refusal.getCause());
            assertEquals(0, allocator.getAllocatedMemory());
            allocator.buffer(KIB).close();
            assertDoesNotThrow(allocator::close, "no buffer is in the books");
            assertEquals(0, heap.stats().liveBytes());
        }
    }

    private static OutOfMemoryException refusal(BufferAllocator allocator, long byteSize) {
        try {
            return fail("there is room: " + allocator.buffer(byteSize));
        } catch (OutOfMemoryException e) {
            return e;
        } catch (OutOfMemoryError e) {
            // JUnit would take it for the end of the VM.
            return fail("not Arrow's exception", e);
        }
    }

    /** Fails as well where the books are not kept, which would make the test above worth less. */
    @Test
    @Tag("canary")
    void onArrowsOwnMemoryAFailedBufferStaysInTheBooks() {
        RootAllocator allocator = over(ArrowMemory.STOCK.factory());
        try {
            fail("there is room: " + allocator.buffer(1L << 50));
        } catch (OutOfMemoryError e) {
            assertEquals(0, allocator.getAllocatedMemory());
        }
        assertTrue(assertThrows(IllegalStateException.class, allocator::close).getMessage().contains("outstanding"));
    }

    @Test
    void aClosedHeapIsToldAtAllocationAndRelease() {
        Heap heap = Heap.create();
        RootAllocator allocator = over(heap);
        ArrowBuf left = allocator.buffer(KIB);
        heap.close();
        assertTrue(assertThrows(IllegalStateException.class, () -> allocator.buffer(KIB)).getMessage()
                .contains("closed"));
        assertTrue(assertThrows(IllegalStateException.class, left::close).getMessage().contains("closed"));
        assertEquals(0, allocator.getAllocatedMemory());
        allocator.close();
    }

    @Test
    void aManagerThatCannotBeMadeFreesItsBlock() {
        try (Heap heap = Heap.create()) {
            AllocationManager.Factory factory = new PinfoldAllocationManager.Factory(heap);
            assertThrows(NullPointerException.class, () -> factory.create(null, KIB));
            assertEquals(0, heap.stats().liveBytes());
        }
    }

    @Test
    void aHardenedHeapReportsAWriteBeyondTheEnd() {
        try (Heap heap = Heap.builder().hardened(true).build(); RootAllocator allocator = over(heap)) {
            ArrowBuf buffer = allocator.buffer(64);
            MemoryUtil.putByte(buffer.memoryAddress() + 64, (byte) 1);
            HeapMisuseException report = assertThrows(HeapMisuseException.class, buffer::close);
            assertEquals(HeapMisuseException.Kind.OVERFLOW, report.kind());
        }
    }

    @Test
    void leakTrackingTellsWhoHasNotReleased() {
        try (Heap heap = Heap.builder().leakTracking(1).build(); RootAllocator allocator = over(heap)) {
            ArrowBuf forgotten = allocator.buffer(64);
            List<StackTraceElement> stack = heap.leaks().sites().getFirst().stack();
            assertTrue(stack.stream().anyMatch(frame -> frame.getClassName().equals(getClass().getName())),
                    stack::toString);
            forgotten.close();
            assertTrue(heap.leaks().isEmpty());
        }
    }

    @Test
    void theDefaultFactoryUsesTheGlobalHeap() {
        long before = Heap.global().stats().liveBytes();
        try (RootAllocator allocator = over(PinfoldAllocationManager.FACTORY); ArrowBuf buffer = allocator.buffer(64)) {
            assertEquals(64, Heap.global().usableSize(buffer.memoryAddress()));
            assertNotEquals(before, Heap.global().stats().liveBytes());
        }
        assertEquals(before, Heap.global().stats().liveBytes());
    }

    @Test
    void threadsFreeEachOthersBuffers() {
        int threads = 4;
        try (Heap heap = Heap.create(); RootAllocator allocator = over(heap)) {
            List<List<ArrowBuf>> made = IntStream.range(0, threads)
                    .mapToObj(thread -> CompletableFuture.supplyAsync(() -> IntStream.range(0, 1_000)
                            .mapToObj(i -> filled(allocator.buffer(1 + i * 7L), thread)).toList()))
                    .toList().stream().map(CompletableFuture::join).toList();
            IntStream.range(0, threads).mapToObj(thread -> CompletableFuture.runAsync(() -> {
                int other = (thread + 1) % threads;
                for (ArrowBuf buffer : made.get(other)) {
                    assertTrue(isFilled(buffer, other));
                    buffer.close();
                }
            })).toList().forEach(CompletableFuture::join);
            assertEquals(0, heap.stats().liveBytes());
            assertEquals(List.of(), heap.audit().violations());
        }
    }
}
