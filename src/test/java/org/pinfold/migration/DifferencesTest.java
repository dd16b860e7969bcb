package org.pinfold.migration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.IllegalReferenceCountException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.jemalloc.JEmalloc;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.mutants.ChildVm;
import org.pinfold.netty.PinfoldByteBufAllocator;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.jctools.util.UnsafeAccess.UNSAFE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What {@code docs/migration.md} says is different in meaning, of those who are left and of a heap side by side. */
@SuppressWarnings("removal")
class DifferencesTest {
    private static final long IMPOSSIBLE = 1L << 46;
    private static final int BLOCKS = 100;

    /** That the VM ends is all that is sure of the others; of the heap it is the exit code of the program. */
    @ParameterizedTest
    @ValueSource(strings = {"unsafe", "heap"})
    void aSecondFreeEndsTheVmOrIsReported(String allocator) {
        ChildVm.Result result = new ChildVm(SecondFree.class.getName()).arguments(allocator)
                .vmArguments("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                        "-XX:-CreateCoredumpOnCrash").run();
        assertEquals(allocator.equals("unsafe"), result.crashed(), result.output());
        assertEquals(allocator.equals("heap"), result.output().contains("DOUBLE_FREE"), result.output());
    }

    @Test
    void aSecondReleaseIsNettysToReport() {
        try (Heap heap = Heap.create()) {
            for (ByteBuf buffer : new ByteBuf[] {PooledByteBufAllocator.DEFAULT.directBuffer(),
                new PinfoldByteBufAllocator(heap).directBuffer()}) {
                buffer.release();
                assertThrows(IllegalReferenceCountException.class, buffer::release);
                assertThrows(IllegalReferenceCountException.class, () -> buffer.getByte(0));
            }
            assertEquals(0, heap.misuses().total());
        }
    }

    @Test
    void aReleasedBufferIsNeverHandedOutAgain() {
        Set<ByteBuf> released = Collections.newSetFromMap(new IdentityHashMap<>());
        try (Heap heap = Heap.create()) {
            ByteBufAllocator allocator = new PinfoldByteBufAllocator(heap);
            for (int i = 0; i < BLOCKS; i++) {
                ByteBuf buffer = allocator.directBuffer(64);
                assertTrue(released.add(buffer));
                buffer.release();
            }
            assertTrue(released.stream().allMatch(buffer -> buffer.refCnt() == 0));
        }
    }

    @Test
    void noBytesHaveAnAddressOfTheirOwnButOfUnsafe() {
        assertEquals(0, UNSAFE.allocateMemory(0));
        long none = JEmalloc.nje_malloc(0);
        assertNotEquals(0, none);
        JEmalloc.nje_free(none);
        try (Heap heap = Heap.create()) {
            long first = heap.malloc(0);
            assertNotEquals(0, first);
            assertNotEquals(first, heap.malloc(0));
        }
    }

    @Test
    void whoHasNoMemoryThrowsOrAnswersNull() {
        assertThrows(OutOfMemoryError.class, () -> UNSAFE.allocateMemory(1L << 62));
        assertEquals(0, JEmalloc.nje_malloc(1L << 62));
        try (Heap heap = Heap.create()) {
            OutOfMemoryError error = assertThrows(OutOfMemoryError.class, () -> heap.malloc(IMPOSSIBLE));
            assertTrue(error.getMessage().contains("limit"), error.getMessage());
            assertEquals(0, heap.tryMalloc(IMPOSSIBLE));
        }
    }

    @Test
    void jemallocAlignsTheSmallestBlocksToEightBytesAndAHeapToSixteen() {
        long[] others = IntStream.range(0, BLOCKS).mapToLong(_ -> JEmalloc.nje_malloc(8)).toArray();
        assertTrue(IntStream.range(0, BLOCKS).anyMatch(i -> others[i] % 16 != 0));
        for (long address : others) {
            JEmalloc.nje_free(address);
        }
        try (Heap heap = Heap.create()) {
            assertTrue(IntStream.range(0, BLOCKS).allMatch(_ -> heap.malloc(8) % 16 == 0));
        }
    }

    @Test
    void mallocGivesOldBytesAndCallocNone() {
        try (Heap heap = Heap.create()) {
            long address = heap.malloc(64);
            MemoryUtil.memPutLong(address, 42);
            heap.free(address);
            assertEquals(address, heap.malloc(64), "a thread's last block is its next one");
            assertEquals(42, MemoryUtil.memGetLong(address));
            heap.free(address);
            assertEquals(address, heap.calloc(64));
            assertEquals(0, MemoryUtil.memGetLong(address));
        }
    }

    @Test
    void aConfinedSegmentIsOfOneThreadAndAHeapsOfAll() {
        try (Heap heap = Heap.create(); Arena arena = Arena.ofConfined()) {
            assertEquals(0, byElse(heap.allocate(8).fill((byte) 0)));
            MemorySegment confined = arena.allocate(8);
            assertInstanceOf(WrongThreadException.class,
                    assertThrows(CompletionException.class, () -> byElse(confined)).getCause());
        }
    }

    private static byte byElse(MemorySegment segment) {
        return CompletableFuture.supplyAsync(() -> segment.get(JAVA_BYTE, 0)).join();
    }

    @Test
    void anAccessAfterTheFreeIsRefusedInASampleAlone() {
        MemorySegment closed;
        try (Arena arena = Arena.ofConfined()) {
            closed = arena.allocate(8);
        }
        assertThrows(IllegalStateException.class, () -> closed.get(JAVA_BYTE, 0));
        try (Heap plain = Heap.create(); Heap sampled = Heap.builder().guardedSampling(1).build()) {
            MemorySegment freed = plain.allocate(8);
            plain.free(freed);
            freed.get(JAVA_BYTE, 0);
            MemorySegment guarded = sampled.allocate(8);
            sampled.free(guarded);
            assertThrows(IllegalStateException.class, () -> guarded.get(JAVA_BYTE, 0));
            HeapMisuseException again = assertThrows(HeapMisuseException.class, () -> sampled.free(guarded));
            assertTrue(again.freed().isPresent());
        }
    }

    @Test
    void nativeLibrariesGetTheSameAddressFromABufferOrASegment() {
        try (Heap heap = Heap.create()) {
            MemorySegment segment = heap.allocate(64);
            assertEquals(segment.address(), MemoryUtil.memAddress(segment.asByteBuffer()));
        }
    }
}
