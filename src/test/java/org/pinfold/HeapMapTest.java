package org.pinfold;

import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinfold.HeapMap.Cache;
import org.pinfold.HeapMap.CacheOwner;
import org.pinfold.HeapMap.Slab;
import org.pinfold.HeapMap.Superslab;
import org.pinfold.HeapMap.SuperslabState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A map agrees with the figures and the books at quiesce, and with itself at any time. */
class HeapMapTest {
    private static final long LIMIT = 64 << 20;
    private static final long[] SIZES = {16, 64, 100, 1_000, 5_000, 40_000, 70_000, 300_000, 5_000_000};
    private static final int PATIENCE_SECONDS = 60;

    private static Heap.Builder builder() {
        return Heap.builder().limit(LIMIT).maintenance(false).purgeDelay(Duration.ofDays(1));
    }

    /** Every third block stays live; the thread keeps one for its next arena, where there are arenas. */
    private static List<Long> use(Heap heap) {
        List<Long> live = new ArrayList<>();
        for (int round = 0; round < 300; round++) {
            long size = SIZES[round % (round < 27 ? SIZES.length : SIZES.length - 3)];
            long block = heap.malloc(size);
            if (round % 3 == 0) {
                live.add(block);
            } else {
                heap.free(block);
            }
        }
        if (heap.backing() != Backing.ARENA) {
            try (Arena arena = heap.confinedArena()) {
                arena.allocate(8);
            }
        }
        return live;
    }

    private static void run(Runnable action) throws InterruptedException {
        Thread thread = new Thread(action);
        thread.start();
        assertTrue(thread.join(Duration.ofSeconds(PATIENCE_SECONDS)));
    }

    private static List<Slab> slabs(HeapMap map) {
        return map.superslabs().stream().flatMap(superslab -> superslab.slabs().stream()).toList();
    }

    @Test
    void atQuiesceTheMapIsWhatFiguresAndBooksSay() throws Exception {
        assertAgree(builder());
    }

    @Test
    @Tag("mapped")
    void ofAHardenedHeapToo() throws Exception {
        assertAgree(builder().hardened(true));
    }

    private static void assertAgree(Heap.Builder builder) throws InterruptedException {
        CountDownLatch used = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (Heap heap = builder.build()) {
            Thread other = new Thread(() -> {
                use(heap);
                used.countDown();
                await(end);
            });
            other.start();
            assertTrue(used.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            use(heap);
            assertAgree(heap);
            assertFalse(slabs(heap.map()).stream().noneMatch(Slab::large));
            end.countDown();
            other.join();
        }
    }

    private static void assertAgree(Heap heap) {
        // The audit comes first: that of a hardened heap reads pages, and so makes them resident.
        AuditReport audit = heap.audit();
        HeapStats stats = heap.stats();
        HeapMap map = heap.map();
        assertTrue(audit.clean(), audit::toString);
        assertEquals(List.of(), problems(map));
        assertEquals(stats.limitBytes(), map.limitBytes());
        assertEquals(stats.committedBytes(), map.committedBytes());
        assertEquals(stats.committedBytes(), map.superslabs().size() * Superslab.BYTES);
        long resident = map.superslabs().stream().mapToLong(Superslab::residentBytes).sum();
        assertEquals(stats.residentBytes().orElse(-map.superslabs().size()), resident);
        List<Slab> slabs = slabs(map);
        assertEquals(audit.slabs(), slabs.size());
        assertEquals(audit.liveBlocks(), slabs.stream().mapToLong(Slab::live).sum());
        assertEquals(audit.cachedBlocks(), slabs.stream().mapToLong(Slab::cached).sum());
        assertEquals(audit.carvedBlocks(), slabs.stream().mapToLong(Slab::carved).sum());
        assertEquals(audit.homeBlocks(),
                slabs.stream().mapToLong(slab -> slab.carved() - slab.live() - slab.cached()).sum());
        stats.classes().forEach(each -> assertAgree(each, slabs));
        assertEquals(stats.cachedBytes(), map.caches().stream().mapToLong(Cache::bytes).sum());
        assertEquals(stats.liveBytes(), slabs.stream().mapToLong(slab -> slab.live() * slab.blockBytes()).sum());
    }

    private static void assertAgree(HeapStats.ClassStats figures, List<Slab> all) {
        List<Slab> slabs = all.stream().filter(slab -> slab.large() == (figures.blockBytes() == 0)
                && (slab.large() || slab.blockBytes() == figures.blockBytes())).toList();
        assertEquals(figures.slabs(), slabs.size(), figures::toString);
        assertEquals(figures.liveBlocks(), slabs.stream().mapToLong(Slab::live).sum(), figures::toString);
        assertEquals(figures.cachedBlocks(), slabs.stream().mapToLong(Slab::cached).sum(), figures::toString);
        assertEquals(figures.freeBlocks(), slabs.stream().mapToLong(Slab::free).sum(), figures::toString);
    }

    /** What can be said of a map whatever runs. */
    private static List<String> problems(HeapMap map) {
        List<String> problems = new ArrayList<>();
        int last = -1;
        for (Superslab superslab : map.superslabs()) {
            expect(superslab.index() > last, superslab + " after number " + last, problems);
            last = superslab.index();
            long taken = superslab.freeUnits();
            for (Slab slab : superslab.slabs()) {
                int count = Math.min(slab.units(), Superslab.UNITS - slab.firstUnit());
                long units = -1L >>> Superslab.UNITS - count << slab.firstUnit();
                expect((taken & units) == 0, slab + " has units that are free or another's", problems);
                taken |= units;
                expect(slab.live() >= 0 && slab.cached() >= 0 && slab.free() >= 0
                        && slab.live() + slab.cached() <= slab.carved() && slab.carved() <= slab.capacity(),
                        slab + " has blocks that it cannot have", problems);
            }
            expect(superslab.state() != SuperslabState.EMPTY || superslab.slabs().isEmpty() && taken == -1L,
                    superslab + " is not empty", problems);
            expect(superslab.residentBytes() <= Superslab.BYTES && superslab.pins() >= 0,
                    superslab + " is out of bounds", problems);
        }
        map.caches().forEach(cache -> expect(cache.bytes() >= 0 && cache.largeBlocks() >= 0
                && cache.magazines().stream().allMatch(each -> each.hot() >= 0 && each.blocks() > 0),
                cache + " is out of bounds", problems));
        return problems;
    }

    private static void expect(boolean holds, String otherwise, List<String> problems) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    @Test
    void aHugeBlockIsOneSlab() {
        try (Heap heap = builder().build()) {
            heap.malloc(2 * Superslab.BYTES + 3 * Superslab.UNIT_BYTES);
            HeapMap map = heap.map();
            assertEquals(3, map.superslabs().size());
            Slab huge = slabs(map).getFirst();
            assertEquals(1, slabs(map).size());
            assertEquals(2 * Superslab.UNITS + 3, huge.units());
            assertEquals(huge.units() * Superslab.UNIT_BYTES, huge.blockBytes());
            assertEquals(0, map.superslabs().get(1).freeUnits());
            assertEquals(SuperslabState.IN_USE, map.superslabs().get(1).state());
        }
    }

    /** A pin that stays would keep what is empty from going back. */
    @Test
    void aLookLeavesNothingBehind() {
        try (Heap heap = builder().build()) {
            List<Long> live = use(heap);
            HeapMap map = heap.map();
            assertEquals(map, heap.map());
            map.superslabs().forEach(superslab -> assertEquals(heldBy(superslab, map), superslab.pins()));
            live.forEach(heap::free);
            heap.flushThreadCache();
            assertTrue(heap.map().superslabs().stream()
                    .anyMatch(superslab -> superslab.state() == SuperslabState.EMPTY));
            heap.trim();
            assertEquals(0, heap.map().committedBytes());
            assertEquals(List.of(), heap.map().superslabs());
            assertTrue(heap.audit().clean());
        }
    }

    /** A pin for each slab, and one for a huge block that goes on here. */
    private static long heldBy(Superslab superslab, HeapMap map) {
        boolean goesOn = map.superslabs().stream().anyMatch(before -> before.slabs().stream()
                .anyMatch(slab -> before.index() < superslab.index()
                        && before.index() + Math.ceilDiv(slab.units(), Superslab.UNITS) > superslab.index()));
        return superslab.slabs().size() + (goesOn ? 1 : 0);
    }

    @Test
    void cachesTellWhoseTheyAre() throws Exception {
        try (Heap heap = builder().build()) {
            Thread.currentThread().setName("mapped by");
            heap.free(heap.malloc(64));
            Thread[] ended = {null};
            run(() -> {
                ended[0] = Thread.currentThread();
                heap.free(heap.malloc(1_000));
            });
            Cache left = cache(heap, CacheOwner.ENDED);
            assertEquals(ended[0].threadId(), left.threadId());
            assertEquals(1_024, left.magazines().getFirst().blockBytes());
            Cache own = cache(heap, CacheOwner.THREAD);
            assertEquals("mapped by", own.thread());
            assertEquals(Thread.currentThread().threadId(), own.threadId());
            assertTrue(own.magazines().getFirst().blocks() > 0);
            assertTrue(own.magazines().getFirst().bound() > 0);
            heap.stats();
            assertEquals(List.of(), cache(heap, CacheOwner.NOBODY).magazines(), "figures bring home what ended");
            Thread virtual = Thread.ofVirtual().start(() -> heap.free(heap.malloc(64)));
            virtual.join();
            List<Cache> shared = caches(heap, CacheOwner.SHARED);
            // As a rule one; two if the thread was moved to another processor between its calls.
            assertTrue(!shared.isEmpty() && shared.size() <= 2, shared::toString);
            shared.forEach(cache -> assertEquals(0, cache.threadId()));
        }
    }

    @Test
    @Tag("mapped")
    void whatAThreadKeepsForItsNextArenaIsTold() {
        try (Heap heap = builder().build()) {
            heap.free(heap.malloc(64));
            try (Arena arena = heap.confinedArena()) {
                arena.allocate(8);
                assertEquals(0, waiting(heap), "it is the arena's");
                assertAgree(heap);
            }
            assertEquals(1, waiting(heap));
            assertAgree(heap);
            heap.flushThreadCache();
            assertEquals(0, waiting(heap));
            assertAgree(heap);
        }
    }

    private static int waiting(Heap heap) {
        return cache(heap, CacheOwner.THREAD).magazines().stream().mapToInt(HeapMap.Magazine::waiting).sum();
    }

    private static Cache cache(Heap heap, CacheOwner owner) {
        List<Cache> found = caches(heap, owner);
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }

    private static List<Cache> caches(Heap heap, CacheOwner owner) {
        return heap.map().caches().stream().filter(cache -> cache.owner() == owner).toList();
    }

    @Test
    void whileThreadsRunAMapIsWithinBounds() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(2);
        AtomicBoolean looked = new AtomicBoolean();
        try (Heap heap = builder().build()) {
            List<Thread> users = new ArrayList<>();
            for (int user = 0; user < 2; user++) {
                users.add(Thread.ofPlatform().uncaughtExceptionHandler((t, e) -> failure.set(e)).start(() -> {
                    started.countDown();
                    while (!looked.get()) {
                        use(heap).forEach(heap::free);
                    }
                }));
            }
            started.await();
            List<String> problems = new ArrayList<>();
            for (int look = 0; look < 200; look++) {
                problems.addAll(problems(heap.map()));
                if (look % 50 == 49) {
                    heap.trim();
                }
            }
            looked.set(true);
            for (Thread user : users) {
                user.join();
            }
            assertEquals(List.of(), problems);
            assertAgree(heap);
        }
        assertEquals(null, failure.get());
    }

    @Test
    void canaryAMapOutOfBoundsIsFound() {
        try (Heap heap = builder().build()) {
            use(heap);
            HeapMap map = heap.map();
            Superslab first = map.superslabs().getFirst();
            List<Slab> doubled = new ArrayList<>(first.slabs());
            doubled.add(first.slabs().getFirst());
            HeapMap broken = new HeapMap(map.limitBytes(), map.committedBytes(), List.of(new Superslab(first.index(),
                    first.address(), first.state(), 1, first.freeUnits(), 0, doubled)), map.caches());
            assertEquals(1, problems(broken).size());
        }
    }

    @Test
    void ofAClosedHeapThereIsNoMap() {
        Heap heap = builder().build();
        heap.close();
        assertThrows(IllegalStateException.class, heap::map);
    }

    @Test
    @Tag("mapped")
    void ofTheSystemsAllocatorThereIsNothingToTell() {
        try (Heap heap = builder().backing(Backing.SYSTEM).build()) {
            heap.malloc(100);
            assertEquals(List.of(), heap.map().superslabs());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
