package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.arena.ArenaKind;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Arenas and the end of their heap. It is a child's, whose memory is its parent's when it has ended: that
 * would write over the content of an arena that has not. Passes are made by the threads of the tests: a heap that is
 * closed during one ends with it, which may be later.
 */
@Tag("mapped")
class OpenArenasTest {
    private static final int THREADS = 3;
    private static final int HEAPS = 150;
    private static final int LARGE = 100_000;
    private static final int LIMIT = 32 << 20;
    private static final int BLOCK = 4 << 20;
    private static final int RUN = 2_048;

    private final Heap parent = Heap.builder().limit(LIMIT).maintenance(false).build();

    @AfterEach
    void close() {
        parent.close();
    }

    private Heap child() {
        return Heap.builder().parent(parent).limit(LIMIT / 2).maintenance(false).build();
    }

    /** How much of the parent's limit nobody has; who gets it writes all over it. */
    private int room() {
        long[] blocks = new long[LIMIT / BLOCK];
        int count = 0;
        while (count < blocks.length && (blocks[count] = parent.tryMalloc(BLOCK)) != 0) {
            MemorySegment.ofAddress(blocks[count++]).reinterpret(BLOCK).fill((byte) 0xEE);
        }
        parent.free(blocks, 0, count);
        parent.flushThreadCache();
        parent.trim();
        return count;
    }

    private void requireEnded() {
        assertEquals(LIMIT / BLOCK, room(), "the heap has not ended");
    }

    private void requireOpen() {
        assertTrue(room() < LIMIT / BLOCK, "memory that an arena has went back");
    }

    private static Arena open(ArenaKind kind, Heap heap) {
        return kind.of(heap).get();
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void aClosedHeapEndsWithItsLastArena(ArenaKind kind) {
        Heap child = child();
        Arena first = open(kind, child);
        Arena second = open(kind, child);
        MemorySegment small = first.allocateFrom(JAVA_LONG, 1, 2, 3);
        MemorySegment large = second.allocate(LARGE).fill((byte) 7);
        child.close();
        requireOpen();
        assertEquals(3, small.getAtIndex(JAVA_LONG, 2));
        first.close();
        requireOpen();
        assertEquals(7, large.get(JAVA_BYTE, LARGE - 1));
        second.close();
        requireEnded();
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void anArenaOfAClosedHeapHasWhatItHas(ArenaKind kind) {
        Heap child = child();
        Arena arena = open(kind, child);
        arena.allocate(8);
        child.close();
        assertEquals(0, arena.allocateFrom(JAVA_LONG, 0).get(JAVA_LONG, 0));
        assertThrows(IllegalStateException.class, () -> arena.allocate(LARGE));
        assertThrows(IllegalStateException.class, () -> open(kind, child));
        arena.close();
        requireEnded();
    }

    @Test
    void anArenaOfAVirtualThreadKeepsItsHeap() throws InterruptedException {
        Heap child = child();
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicLong read = new AtomicLong();
        Thread thread = Thread.ofVirtual().start(() -> {
            try (Arena arena = child.confinedArena()) {
                MemorySegment segment = arena.allocateFrom(JAVA_LONG, 42);
                opened.countDown();
                closed.await();
                read.set(segment.get(JAVA_LONG, 0));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        opened.await();
        child.close();
        requireOpen();
        closed.countDown();
        thread.join();
        assertEquals(42, read.get());
        requireEnded();
    }

    /** While threads open arenas, some of which outlive the close: no arena writes before the heap awaits it. */
    @Test
    void closedUnderArenas() throws InterruptedException {
        AtomicLong wrong = new AtomicLong();
        for (int round = 0; round < HEAPS; round++) {
            Heap heap = child();
            CountDownLatch running = new CountDownLatch(THREADS);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                ArenaKind kind = i == 0 ? ArenaKind.SHARED : ArenaKind.CONFINED;
                threads.add(Thread.ofPlatform().start(() -> wrong.addAndGet(useUntilClosed(heap, kind, running))));
            }
            running.await();
            heap.close();
            room();
            for (Thread thread : threads) {
                thread.join();
            }
            requireEnded();
        }
        assertEquals(0, wrong.get(), "segments whose content was another's");
    }

    private static long useUntilClosed(Heap heap, ArenaKind kind, CountDownLatch running) {
        long wrong = 0;
        boolean told = false;
        try {
            for (long turn = 1;; turn++) {
                Arena arena = open(kind, heap);
                try {
                    MemorySegment segment = arena.allocateFrom(JAVA_LONG, turn, -turn);
                    if (!told) {
                        told = true;
                        running.countDown();
                    }
                    Thread.yield();
                    wrong += segment.get(JAVA_LONG, 0) == turn && segment.get(JAVA_LONG, 8) == -turn ? 0 : 1;
                } finally {
                    arena.close();
                }
            }
        } catch (HeapMisuseException e) {
            return wrong + 1;
        } catch (IllegalStateException closed) {
            return wrong;
        } finally {
            running.countDown();
        }
    }

    private static long address(Arena arena) {
        try (arena) {
            return arena.allocate(8).address();
        }
    }

    /** No pass tells its threads to let go what they keep. */
    private static Heap.Builder quiet() {
        return Heap.builder().limit(LIMIT).maintenance(false).purgeDelay(Duration.ofDays(1));
    }

    /** The next arena begins where the last one did, and meanwhile nobody has it. */
    @Test
    void theFirstRunStaysWithItsThread() {
        try (Heap heap = quiet().build()) {
            address(heap.confinedArena());
            long kept = heap.stats().cachedBytes();
            long run = address(heap.confinedArena());
            assertEquals(run, address(heap.confinedArena()));
            assertEquals(0, heap.stats().liveBytes());
            assertEquals(kept, heap.stats().cachedBytes());
            assertEquals(List.of(), heap.audit().problems());
            assertEquals(0, heap.audit().liveBlocks());
            try (Arena outer = heap.confinedArena()) {
                assertEquals(run, outer.allocate(8).address());
                assertTrue(Math.abs(address(heap.confinedArena()) - run) >= RUN, "two arenas in one run");
                assertTrue(heap.stats().liveBytes() >= RUN);
            }
            heap.flushThreadCache();
            assertEquals(0, heap.stats().cachedBytes(), "it goes home with all that the thread keeps");
            assertEquals(List.of(), heap.audit().problems());
        }
    }

    @Test
    void whatCountsAThreadsArenasIsMetadata() {
        try (Heap heap = quiet().build()) {
            heap.free(heap.malloc(RUN));
            long before = heap.stats().metadataBytes();
            address(heap.confinedArena());
            assertEquals(before + ThreadArenas.metadataBytes(), heap.stats().metadataBytes());
            address(heap.confinedArena());
            assertEquals(before + ThreadArenas.metadataBytes(), heap.stats().metadataBytes(), "once a thread");
        }
    }

    @Test
    void theRunOfADeadThreadGoesHome() throws InterruptedException {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            Thread.ofPlatform().start(() -> address(heap.confinedArena())).join();
            assertEquals(0, heap.stats().cachedBytes());
            assertEquals(0, heap.stats().liveBytes());
            assertEquals(List.of(), heap.audit().problems());
        }
    }

    /** A hardened heap has to see every block go. */
    @Test
    void aHardenedHeapKeepsNoRun() {
        try (Heap heap = Heap.builder().limit(LIMIT).hardened(true).build()) {
            assertNotEquals(address(heap.confinedArena()), address(heap.confinedArena()), "no quarantine");
            assertEquals(0, heap.stats().liveBytes());
        }
    }
}
