package org.pinfold;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A segment keeps its content when it is given another size, on every kind of heap, and nothing is lost. */
@Tag("mapped")
@ParameterizedClass
@MethodSource("heaps")
class SegmentReallocTest {
    private static final long LIMIT = 64 << 20;

    @Parameter
    Supplier<Heap.Builder> builder;
    private Heap heap;

    static Stream<Supplier<Heap.Builder>> heaps() {
        return Stream.of(
                () -> onMaps(),
                () -> onMaps().hardened(true),
                () -> onMaps().guardPages(true),
                () -> onMaps().guardedSampling(1),
                () -> onMaps().guardedSampling(2).hardened(true),
                () -> onMaps().leakTracking(1).onLeak(report -> { }),
                () -> Heap.builder().limit(LIMIT).backing(Backing.SYSTEM),
                () -> Heap.builder().limit(LIMIT).backing(Backing.ARENA));
    }

    private static Heap.Builder onMaps() {
        return Heap.builder().limit(LIMIT).backing(Backing.MMAP);
    }

    private Heap heap() {
        heap = builder.get().build();
        return heap;
    }

    @AfterEach
    void closeInOrder() {
        heap.flushThreadCache();
        assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        assertEquals(0, heap.stats().liveBytes());
        heap.close();
    }

    private static void stamp(MemorySegment segment) {
        for (long i = 0; i < segment.byteSize(); i++) {
            segment.set(JAVA_BYTE, i, (byte) (i * 31));
        }
    }

    private static void verify(MemorySegment segment, long bytes) {
        for (long i = 0; i < bytes; i++) {
            assertEquals((byte) (i * 31), segment.get(JAVA_BYTE, i));
        }
    }

    @Test
    void keepsItsContentAtEverySize() {
        MemorySegment segment = heap().allocate(0);
        for (long bytes : new long[] {1, 16, 17, 0, 100, 5_000, 70_000, 500_000, 10_000_000, 600_000, 80_000, 10}) {
            long kept = Math.min(bytes, segment.byteSize());
            segment = heap.realloc(segment, bytes);
            assertEquals(bytes, segment.byteSize());
            verify(segment, kept);
            stamp(segment);
            assertTrue(heap.usableSize(segment.address()) >= bytes);
        }
        heap.free(segment);
    }

    @Test
    void whatCannotGrowIsAsItWas() {
        MemorySegment segment = heap().allocate(100);
        stamp(segment);
        assertThrows(OutOfMemoryError.class, () -> heap.realloc(segment, 2 * LIMIT));
        assertThrows(IllegalArgumentException.class, () -> heap.realloc(segment, -1));
        verify(segment, 100);
        heap.free(segment);
    }

    @Test
    void onlyALiveBlockOfThisHeapCanGrow() {
        if (heap().backing() != Backing.SYSTEM) {
            afterItsFree(heap.allocate(100));
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment foreign = arena.allocate(10);
            assertThrows(HeapMisuseException.class, () -> heap.realloc(foreign, 100));
        }
        assertThrows(HeapMisuseException.class, () -> heap.realloc(MemorySegment.ofArray(new byte[10]), 100));
    }

    /** Nothing tells, where the system's allocator has the blocks. */
    private void afterItsFree(MemorySegment segment) {
        heap.free(segment);
        boolean sampled = !segment.scope().isAlive();
        Class<? extends Exception> expected = sampled ? IllegalStateException.class : HeapMisuseException.class;
        assertThrows(expected, () -> heap.realloc(segment, 100));
        assertThrows(expected, () -> heap.realloc(segment, 10_000));
    }

    @Test
    void whatHasALifetimeOfItsOwnEndsWhenItMoves() {
        MemorySegment segment = heap().allocate(100);
        boolean sampled = heap.describe(segment).startsWith("a guarded segment");
        MemorySegment grown = heap.realloc(segment, 10_000);
        assertEquals(!sampled, segment.scope().isAlive());
        heap.free(grown);
    }
}
