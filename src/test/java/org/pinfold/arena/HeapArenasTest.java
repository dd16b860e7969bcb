package org.pinfold.arena;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.Backing;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a heap's arenas do with its memory. */
@Tag("mapped")
class HeapArenasTest {
    private static final int LIMIT = 16 << 20;
    private static final long COLLECTED_WITHIN_NANOS = 30_000_000_000L;

    private static void use(Arena arena) {
        for (int i = 1; i < 400; i++) {
            arena.allocate(i * 37L % 5_000, 1L << i % 9).fill((byte) i);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void allMemoryGoesBack(ArenaKind kind) {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            for (int i = 0; i < 50; i++) {
                try (Arena arena = kind.of(heap).get()) {
                    use(arena);
                    assertTrue(heap.stats().liveBytes() > 0);
                }
                assertEquals(0, heap.stats().liveBytes());
            }
            assertEquals(List.of(), heap.audit().violations());
        }
    }

    /** Freeing a run by its first segment's address would leave it to two. */
    @Test
    void aSegmentOfAnArenaCannotBeFreedAlone() {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            try (Arena arena = heap.confinedArena()) {
                MemorySegment first = arena.allocate(8, 8);
                assertThrows(HeapMisuseException.class, () -> heap.free(first.address()));
                assertThrows(IllegalArgumentException.class, () -> heap.free(first));
            }
            assertEquals(0, heap.stats().liveBytes());
        }
    }

    @Test
    void theCollectorGivesMemoryBack() {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            use(heap.autoArena());
            assertTrue(collected(() -> heap.stats().liveBytes() == 0), "an unreachable arena keeps its memory");
            assertEquals(List.of(), heap.audit().violations());
        }
    }

    private static boolean collected(BooleanSupplier done) {
        long since = System.nanoTime();
        while (!done.getAsBoolean() && System.nanoTime() - since < COLLECTED_WITHIN_NANOS) {
            System.gc();
            Thread.onSpinWait();
        }
        return done.getAsBoolean();
    }

    @ParameterizedTest
    @EnumSource
    void theLimitHolds(ArenaKind kind) {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            Arena arena = kind.of(heap).get();
            MemorySegment half = arena.allocate(LIMIT / 2).fill((byte) 1);
            OutOfMemoryError told = assertThrows(OutOfMemoryError.class, () -> arena.allocate(LIMIT));
            assertTrue(told.getMessage().contains("limit"), told::getMessage);
            assertEquals(1, half.get(JAVA_BYTE, LIMIT / 2 - 1));
            assertEquals(0, arena.allocate(100).get(JAVA_BYTE, 99), "it goes on");
            ArenaCase.end(arena);
            Reference.reachabilityFence(arena);
        }
    }

    /** Of a heap that is full an arena can be opened, as of the JDK; its first segment is refused. */
    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void anArenaOfAFullHeap(ArenaKind kind) {
        try (Heap heap = Heap.builder().limit(4 << 20).build()) {
            List<Long> blocks = new ArrayList<>();
            for (long block = heap.tryMalloc(1_024); block != 0; block = heap.tryMalloc(1_024)) {
                blocks.add(block);
            }
            try (Arena arena = kind.of(heap).get()) {
                assertThrows(OutOfMemoryError.class, () -> arena.allocate(8));
                blocks.forEach(heap::free);
                assertEquals(8, arena.allocate(8).byteSize());
            }
            assertEquals(0, heap.stats().liveBytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void noneOnTheJdksArenas(ArenaKind kind) {
        try (Heap heap = Heap.builder().limit(LIMIT).backing(Backing.ARENA).build()) {
            assertThrows(UnsupportedOperationException.class, () -> kind.of(heap).get());
            assertThrows(UnsupportedOperationException.class, () -> heap.allocateDirect(8));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void onTheSystemsAllocator(ArenaKind kind) {
        try (Heap heap = Heap.builder().limit(LIMIT).backing(Backing.SYSTEM).build()) {
            try (Arena arena = kind.of(heap).get()) {
                use(arena);
            }
            assertEquals(0, heap.stats().liveBytes());
        }
    }

    /** Whoever writes beyond an arena's memory hears of it at its end, and all else goes back. */
    @Test
    void anOverflowIsFoundAtTheEnd() {
        try (Heap heap = Heap.builder().limit(LIMIT).hardened(true).build()) {
            Arena arena = heap.confinedArena();
            MemorySegment large = arena.allocate(5_000);
            arena.allocate(6_000);
            MemorySegment.ofAddress(large.address()).reinterpret(5_100).set(JAVA_BYTE, 5_000, (byte) 1);
            HeapMisuseException told = assertThrows(HeapMisuseException.class, arena::close);
            assertEquals(HeapMisuseException.Kind.OVERFLOW, told.kind());
            assertFalse(arena.scope().isAlive());
            assertThrows(IllegalStateException.class, arena::close);
        }
    }

    @Test
    void aDirectBuffer() {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            ByteBuffer buffer = heap.allocateDirect(1_000);
            ByteBuffer jdks = ByteBuffer.allocateDirect(1_000);
            assertEquals(jdks, buffer, "zeroed");
            assertEquals(jdks.toString(), buffer.toString());
            assertEquals(ByteOrder.BIG_ENDIAN, buffer.order());
            assertTrue(buffer.isDirect());
            assertEquals(0, heap.allocateDirect(0).capacity());
            assertThrows(IllegalArgumentException.class, () -> heap.allocateDirect(-1));
        }
    }

    /** Nothing else frees them: without the collector the heap would be full after a few. */
    @Test
    void directBuffersAreCollectedAtTheLimit() {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            for (int i = 0; i < 100; i++) {
                ByteBuffer buffer = heap.allocateDirect(LIMIT / 4);
                buffer.putInt(LIMIT / 4 - 4, i);
                assertEquals(i, buffer.getInt(LIMIT / 4 - 4));
            }
        }
    }

    @Test
    void anInterruptEndsTheWaitForTheCollector() {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            ByteBuffer kept = heap.allocateDirect(LIMIT / 2);
            Thread.currentThread().interrupt();
            assertThrows(OutOfMemoryError.class, () -> heap.allocateDirect(LIMIT));
            assertTrue(Thread.interrupted());
            Reference.reachabilityFence(kept);
        }
    }
}
