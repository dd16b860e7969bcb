package org.pinfold;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.HeapMisuseException.Kind;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Segments with a lifetime of their own, each of them or a sample, in heaps with and without detours. */
@Tag("mapped")
@ParameterizedClass
@MethodSource("heaps")
class GuardedTest {
    private static final int LIMIT = 64 << 20;
    /** As many as may be live under this limit. */
    private static final int MOST = LIMIT / 64 / (64 << 10);

    @Parameter(0)
    Backing backing;
    @Parameter(1)
    boolean hardened;
    @Parameter(2)
    boolean tracked;

    static Stream<Arguments> heaps() {
        return Stream.of(false, true).flatMap(tracked -> Stream.of(Arguments.of(Backing.MMAP, false, tracked),
                Arguments.of(Backing.MMAP, true, tracked), Arguments.of(Backing.SYSTEM, false, tracked)));
    }

    private Heap.Builder builder() {
        Heap.Builder builder =
                Heap.builder().limit(LIMIT).backing(backing).hardened(hardened).guardedSampling(1);
        return tracked ? builder.leakTracking(1).onLeak(report -> { }) : builder;
    }

    private static MemorySegment allocated(Heap heap, long bytes) {
        return heap.allocate(bytes, 8);
    }

    private static void freed(Heap heap, MemorySegment segment) {
        heap.free(segment);
    }

    private static void freed(Heap heap, long address) {
        heap.free(address);
    }

    private static void assertInOrder(Heap heap) {
        heap.flushThreadCache();
        assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        assertEquals(0, heap.stats().liveBytes());
    }

    @Test
    void anAccessAfterTheFreeThrowsAndBothPlacesAreKnown() {
        try (Heap heap = builder().build()) {
            for (long bytes : new long[] {0, 1, 100, 5_000, 70_000, 3 << 20}) {
                MemorySegment segment = allocated(heap, bytes).fill((byte) 7);
                assertEquals(bytes, segment.byteSize());
                assertTrue(heap.describe(segment).contains("GuardedTest.allocated("), heap.describe(segment));
                MemorySegment part = segment.asSlice(bytes / 2);
                freed(heap, segment);
                assertThrows(IllegalStateException.class, () -> segment.fill((byte) 0));
                assertThrows(IllegalStateException.class, () -> part.fill((byte) 0));
                assertFalse(segment.scope().isAlive());
                for (MemorySegment gone : List.of(segment, part)) {
                    String text = heap.describe(gone);
                    assertTrue(text.startsWith("a guarded segment at 0x" + Long.toHexString(segment.address())), text);
                    assertTrue(text.contains("GuardedTest.allocated(") && text.contains("GuardedTest.freed("), text);
                }
                assertTrue(heap.describe(segment.address()).contains("GuardedTest.freed("));
            }
            assertInOrder(heap);
        }
    }

    @Test
    void aSecondFreeTellsBothPlaces() {
        try (Heap heap = builder().build()) {
            MemorySegment segment = allocated(heap, 100);
            freed(heap, segment);
            MemorySegment next = allocated(heap, 100);
            HeapMisuseException twice = assertThrows(HeapMisuseException.class, () -> heap.free(segment));
            assertEquals(Kind.DOUBLE_FREE, twice.kind());
            assertEquals(segment.address(), twice.address());
            assertEquals("allocated", twice.allocated().orElseThrow().stack().getFirst().getMethodName());
            assertEquals("freed", twice.freed().orElseThrow().stack().getFirst().getMethodName());
            assertTrue(twice.getMessage().contains("GuardedTest.freed("), twice::getMessage);
            assertEquals((byte) 0, next.fill((byte) 0).get(JAVA_BYTE, 99), "whoever has the memory now keeps it");
            assertEquals(1, heap.misuses().total());
            freed(heap, next);
            assertInOrder(heap);
        }
    }

    @Test
    void partsOfASegmentAreNoBlocks() {
        try (Heap heap = builder().build()) {
            MemorySegment segment = allocated(heap, 100);
            HeapMisuseException inside =
                    assertThrows(HeapMisuseException.class, () -> heap.free(segment.asSlice(16)));
            assertEquals(Kind.INTERIOR_POINTER, inside.kind());
            assertEquals("allocated", inside.allocated().orElseThrow().stack().getFirst().getMethodName());
            heap.free(segment.asSlice(0, 10));
            assertFalse(segment.scope().isAlive());
            MemorySegment array = MemorySegment.ofArray(new byte[8]);
            assertEquals(Kind.FOREIGN_POINTER,
                    assertThrows(HeapMisuseException.class, () -> heap.free(array)).kind());
            assertInOrder(heap);
        }
    }

    @Test
    void freedOrMovedByItsAddressItEndsToo() {
        try (Heap heap = builder().build()) {
            MemorySegment segment = allocated(heap, 100);
            heap.free(segment.address());
            assertFalse(segment.scope().isAlive());
            MemorySegment sized = allocated(heap, 100);
            heap.free(sized.address(), 100);
            assertFalse(sized.scope().isAlive());
            MemorySegment moving = allocated(heap, 100).fill((byte) 5);
            long moved = heap.realloc(moving.address(), 10_000);
            assertEquals((byte) 5, MemorySegment.ofAddress(moved).reinterpret(100).get(JAVA_BYTE, 99));
            assertFalse(moving.scope().isAlive());
            heap.free(moved);
            assertInOrder(heap);
        }
    }

    @Test
    void closingEndsThemAll() {
        Heap heap = builder().build();
        List<MemorySegment> segments = new ArrayList<>();
        for (int i = 0; i < 2 * MOST; i++) {
            segments.add(allocated(heap, 100));
        }
        assertNotEquals(segments.get(0).scope(), segments.get(1).scope());
        assertEquals(MOST, segments.stream().map(MemorySegment::scope).distinct().count() - 1, "the others share one");
        assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        heap.close();
        heap.close();
        segments.forEach(segment -> assertFalse(segment.scope().isAlive()));
        assertThrows(IllegalStateException.class, () -> heap.free(segments.get(0)));
        assertThrows(IllegalStateException.class, () -> allocated(heap, 1));
        assertEquals(0, heap.misuses().total());
    }

    /** The first byte behind it was written by its address. */
    @Test
    void closingEndsOneThatIsDamaged() {
        if (!hardened) {
            return; // There is nothing to be damaged.
        }
        Heap heap = builder().build();
        MemorySegment damaged = allocated(heap, 100);
        MemorySegment intact = allocated(heap, 100);
        MemorySegment beyond = MemorySegment.ofAddress(damaged.address()).reinterpret(101);
        beyond.set(JAVA_BYTE, 100, (byte) ~beyond.get(JAVA_BYTE, 100));
        heap.close();
        assertFalse(damaged.scope().isAlive() || intact.scope().isAlive());
        assertThrows(IllegalStateException.class, () -> heap.malloc(1));
        assertEquals(Map.of(Kind.OVERFLOW, 1L), heap.misuses().byKind());
    }

    @Test
    void whereThereIsNoRoomForAnotherOneItIsAnOrdinarySegment() {
        try (Heap heap = builder().build()) {
            List<MemorySegment> segments = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                segments.add(allocated(heap, 100));
            }
            MemorySegment ordinary = allocated(heap, 100);
            freed(heap, ordinary);
            assertTrue(ordinary.scope().isAlive());
            freed(heap, segments.removeLast());
            MemorySegment guarded = allocated(heap, 100);
            freed(heap, guarded);
            assertFalse(guarded.scope().isAlive(), "there is room again");
            segments.forEach(heap::free);
            assertInOrder(heap);
        }
    }

    /** Ten standard deviations and more either way: by chance once in 10^20 runs. */
    @Test
    void oneInSoManyIsGuardedWhateverElseTheHeapDoes() {
        try (Heap heap = builder().guardedSampling(100).build()) {
            int guarded = 0;
            for (int i = 0; i < 40_000; i++) {
                MemorySegment segment = heap.allocate(16, 8);
                guarded += heap.describe(segment).startsWith("a guarded segment") ? 1 : 0;
                heap.free(segment);
            }
            assertTrue(guarded > 200 && guarded < 600, guarded + " of 40,000, one in 100");
        }
    }

    @Test
    void badRequestsAreRefusedAsEver() {
        try (Heap heap = builder().build()) {
            assertThrows(IllegalArgumentException.class, () -> heap.allocate(-1, 1));
            assertThrows(IllegalArgumentException.class, () -> heap.allocate(1, 3));
            assertThrows(OutOfMemoryError.class, () -> heap.allocate(2L * LIMIT, 1));
            MemorySegment aligned = heap.allocate(10, 1 << 20);
            assertEquals(0, aligned.address() % (1 << 20));
            heap.free(aligned);
            assertInOrder(heap);
        }
        assertThrows(IllegalArgumentException.class, () -> Heap.builder().guardedSampling(0));
        assertThrows(IllegalArgumentException.class, () -> Heap.builder().guardedSamplingByBytes(-5));
        Heap.Builder onArenas = Heap.builder().backing(Backing.ARENA).guardedSampling();
        assertTrue(assertThrows(IllegalArgumentException.class, onArenas::build).getMessage().contains("ARENA"));
    }

    /** A second free by the address tells of the guarded segment too. */
    @Test
    void aSecondFreeByTheAddressTellsBothPlaces() {
        try (Heap heap = builder().build()) {
            long address = allocated(heap, 100).address();
            freed(heap, address);
            if (backing == Backing.SYSTEM && !tracked) {
                return; // The library's own business.
            }
            String message = assertThrows(HeapMisuseException.class, () -> heap.free(address)).getMessage();
            assertTrue(message.contains("GuardedTest.allocated(") && message.contains("GuardedTest.freed("), message);
        }
    }

    /** A thread that reads from a pipe into the segment holds its lifetime open. */
    @Test
    void whileTheSegmentIsInUseNothingIsFreed() throws IOException, InterruptedException {
        Pipe pipe = Pipe.open();
        Heap heap = builder().build();
        MemorySegment segment = allocated(heap, 16);
        MemorySegment idle = allocated(heap, 16);
        Thread reader = BlockedReader.of(pipe, segment.asByteBuffer());
        long live = heap.stats().liveBytes();
        for (Runnable end : List.<Runnable>of(() -> heap.free(segment), () -> heap.free(segment.address()),
                () -> heap.realloc(segment.address(), 10_000))) {
            String message = assertThrows(IllegalStateException.class, end::run).getMessage();
            assertTrue(message.contains("the block stays allocated"), message);
        }
        assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        assertEquals(live, heap.stats().liveBytes(), "not even the block that the content was to move to is lost");
        assertThrows(IllegalStateException.class, heap::close);
        assertFalse(idle.scope().isAlive(), "the others were freed");
        MemorySegment another = allocated(heap, 5);
        assertTrue(another.scope().isAlive(), "the heap is open");
        pipe.sink().write(ByteBuffer.wrap(new byte[] {7}));
        reader.join();
        assertEquals(7, segment.get(JAVA_BYTE, 0));
        heap.free(segment);
        heap.free(another);
        assertInOrder(heap);
        heap.close();
    }

    @Test
    void byBytesEachIsChosenThatIsLargeEnough() {
        Heap.Builder builder = Heap.builder().limit(LIMIT).backing(backing).guardedSamplingByBytes(1_000);
        try (Heap heap = builder.build()) {
            int guarded = 0;
            for (int i = 0; i < 200; i++) {
                MemorySegment segment = heap.allocate(100_000, 1);
                heap.free(segment);
                guarded += segment.scope().isAlive() ? 0 : 1;
            }
            assertEquals(200, guarded, "of a hundred times the mean, less than one in 10^40 is not");
            assertInOrder(heap);
        }
    }
}
