package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.HeapMisuseException.Kind;
import org.pinfold.LeakReport.SiteLeaks;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Heaps that record each block, wherever their memory is from: what is live, where it is from, who did what to it. */
@ParameterizedClass
@MethodSource("heaps")
class LeaksTest {
    private static final int LIMIT = 64 << 20;

    @Parameter(0)
    Backing backing;
    @Parameter(1)
    boolean hardened;
    @Parameter(2)
    boolean guardPages;

    private final List<LeakReport> reports = new ArrayList<>();

    static Stream<Arguments> heaps() {
        Stream<Arguments> anywhere = Stream.of(Backing.AUTO, Backing.ARENA, Backing.SYSTEM)
                .map(backing -> Arguments.of(backing, false, false));
        // What of these needs mapped memory is another suite's where there is none.
        Stream<Arguments> mapped = automatic() != Backing.MMAP ? Stream.of()
                : Stream.of(Arguments.of(Backing.AUTO, true, false), Arguments.of(Backing.AUTO, true, true));
        return Stream.concat(anywhere, mapped);
    }

    private static Backing automatic() {
        try (Heap heap = Heap.create()) {
            return heap.backing();
        }
    }

    private Heap.Builder options() {
        return Heap.builder().limit(LIMIT).backing(backing).hardened(hardened).guardPages(guardPages);
    }

    private Heap.Builder builder() {
        return options().leakTracking(1).onLeak(reports::add);
    }

    private static long first(Heap heap, long bytes) {
        return heap.malloc(bytes);
    }

    private static long second(Heap heap, long bytes) {
        return heap.calloc(bytes);
    }

    private static Map<String, Long> bytesByMethod(LeakReport report) {
        Map<String, Long> bytes = new HashMap<>();
        for (SiteLeaks site : report.sites()) {
            bytes.merge(site.stack().getFirst().getMethodName(), site.live().bytes().estimate(), Long::sum);
        }
        return bytes;
    }

    @Test
    void tellsWhatIsLiveByPlace() {
        try (Heap heap = builder().build()) {
            long kept = first(heap, 100);
            for (int i = 0; i < 10; i++) {
                heap.free(first(heap, 1_000));
                second(heap, 50);
            }
            LeakReport report = heap.leaks();
            assertEquals(Map.of("first", 100L, "second", 500L), bytesByMethod(report));
            assertEquals("11", report.total().blocks().toString());
            assertEquals("tellsWhatIsLiveByPlace", report.sites().getFirst().stack().get(1).getMethodName());
            assertTrue(report.toString().contains("500 bytes in 10 blocks"), report::toString);
            assertEquals(0, report.unrecorded());
            assertTrue(heap.leaks(Duration.ofDays(1)).isEmpty());
            heap.free(kept);
            assertEquals(Map.of("second", 500L), bytesByMethod(heap.leaks()));
            assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        }
        assertEquals(Map.of("second", 500L), bytesByMethod(reports.getFirst()));
    }

    @Test
    void closingReportsOnceAndOnlyWhatIsLeft() {
        Heap heap = builder().build();
        heap.free(heap.malloc(10));
        heap.close();
        assertEquals(List.of(), reports, "nothing was left");
        Heap leaking = builder().build();
        leaking.malloc(10);
        leaking.close();
        leaking.close();
        assertEquals(1, reports.size());
        assertEquals(10, reports.getFirst().total().bytes().estimate());
    }

    @Test
    void everyWayToAllocateAndFreeIsSeen() {
        try (Heap heap = builder().build()) {
            long[] many = new long[20];
            assertEquals(20, heap.malloc(30, many));
            MemorySegment values = heap.allocate(JAVA_LONG, 4);
            MemorySegment text = heap.allocateFrom("as long as a page".repeat(300));
            long aligned = heap.alignedAlloc(4096, 5);
            long large = heap.malloc(1 << 20);
            long tried = heap.tryMalloc(7);
            LeakReport report = heap.leaks();
            assertEquals(20 * 30 + 4 * 8 + 17 * 300 + 1 + 5 + (1 << 20) + 7, report.total().bytes().estimate());
            report.sites().forEach(site -> assertEquals("everyWayToAllocateAndFreeIsSeen",
                    site.stack().getFirst().getMethodName(), "the caller, not the library"));
            heap.free(many, 0, many.length);
            heap.free(values);
            heap.free(text);
            heap.free(aligned, 5);
            heap.free(large);
            heap.free(tried);
            heap.prewarm(100, 10);
            assertTrue(heap.leaks().isEmpty(), () -> heap.leaks().toString());
        }
    }

    @Test
    void aResizedBlockIsStillTheFirstCallersOne() {
        try (Heap heap = builder().build()) {
            long address = first(heap, 10);
            MemorySegment.ofAddress(address).reinterpret(8).set(JAVA_LONG, 0, 42);
            for (long bytes : new long[] {12, 3_000, 100_000, 1_000_000, 50}) {
                address = heap.realloc(address, bytes);
                assertEquals(Map.of("first", bytes), bytesByMethod(heap.leaks()));
                assertEquals(42, MemorySegment.ofAddress(address).reinterpret(8).get(JAVA_LONG, 0));
            }
            heap.free(address);
            assertTrue(heap.leaks().isEmpty());
            MemorySegment segment = firstSegment(heap);
            for (long bytes : new long[] {3_000, 1_000_000, 50}) {
                segment = heap.realloc(segment, bytes);
                assertEquals(Map.of("firstSegment", bytes), bytesByMethod(heap.leaks()));
            }
            heap.free(segment);
            heap.free(heap.realloc(0, 10));
            assertTrue(heap.leaks().isEmpty());
        }
    }

    private static MemorySegment firstSegment(Heap heap) {
        return heap.allocate(10);
    }

    private static void freeFirst(Heap heap, long address) {
        heap.free(address);
    }

    @Test
    void aSecondFreeTellsWhoAllocatedAndWhoFreed() throws InterruptedException {
        try (Heap heap = builder().build()) {
            for (long bytes : new long[] {10, 5_000, 1 << 20}) {
                long address = first(heap, bytes);
                Thread other = Thread.ofPlatform().name("the other").start(() -> freeFirst(heap, address));
                other.join();
                HeapMisuseException twice = assertThrows(HeapMisuseException.class, () -> heap.free(address));
                assertEquals(Kind.DOUBLE_FREE, twice.kind());
                assertEquals(address, twice.address());
                Provenance allocated = twice.allocated().orElseThrow();
                Provenance freed = twice.freed().orElseThrow();
                assertEquals("first", allocated.stack().getFirst().getMethodName());
                assertTrue(allocated.thread().contains(String.valueOf(Thread.currentThread().threadId())));
                assertEquals("freeFirst", freed.stack().getFirst().getMethodName());
                assertTrue(freed.thread().contains("\"the other\""), freed::thread);
                assertTrue(!freed.at().isBefore(allocated.at()));
                String message = twice.getMessage();
                assertTrue(message.contains("LeaksTest.first(") && message.contains("LeaksTest.freeFirst(")
                        && message.contains("the other"), message);
                assertTrue(backing == Backing.SYSTEM || message.matches(
                        "(?s).*; it was in superslab \\d+, generation \\d+, slab 0x[0-9a-f]+.*"), message);
                assertTrue(message.length() < 3_000, () -> message.length() + " characters");
                assertTrue(heap.describe(address).contains("LeaksTest.freeFirst("), heap.describe(address));
                assertThrows(HeapMisuseException.class, () -> heap.usableSize(address));
                assertThrows(HeapMisuseException.class, () -> heap.realloc(address, 20));
            }
        }
    }

    @Test
    void otherMisuseTellsWhoseBlockItIs() {
        if (backing == Backing.SYSTEM) {
            return; // The library's own business.
        }
        try (Heap heap = builder().build()) {
            long address = first(heap, 5_000);
            for (long offset : new long[] {1, 16, 4_990}) {
                HeapMisuseException inside =
                        assertThrows(HeapMisuseException.class, () -> heap.free(address + offset));
                assertEquals(Kind.INTERIOR_POINTER, inside.kind());
                assertEquals("first", inside.allocated().orElseThrow().stack().getFirst().getMethodName());
                assertTrue(inside.freed().isEmpty());
            }
            assertEquals(Kind.SIZE_MISMATCH,
                    assertThrows(HeapMisuseException.class, () -> heap.free(address, 1)).kind());
            HeapMisuseException foreign = assertThrows(HeapMisuseException.class, () -> heap.free(16));
            assertTrue(foreign.allocated().isEmpty() && foreign.freed().isEmpty());
            assertEquals(5_000, heap.leaks().total().bytes().estimate(), "misuse changes nothing");
            heap.free(address, 5_000);
            heap.trim();
            assertEquals(Kind.DOUBLE_FREE, assertThrows(HeapMisuseException.class, () -> heap.free(address)).kind(),
                    "though its memory has gone back");
        }
    }

    @Test
    void childrenAreTrackedForThemselves() {
        try (Heap parent = builder().build();
                Heap child = Heap.builder().parent(parent).leakTracking(1).onLeak(reports::add).build();
                Heap untracked = Heap.builder().parent(parent).build()) {
            long own = first(child, 100);
            second(parent, 10);
            first(untracked, 1_000);
            assertEquals(Map.of("first", 100L), bytesByMethod(child.leaks()));
            assertEquals(Map.of("second", 10L), bytesByMethod(parent.leaks()));
            assertThrows(IllegalStateException.class, untracked::leaks);
            child.free(own);
        }
        assertEquals(1, reports.size());
    }

    /** Eight threads, some of them virtual, free each other's blocks: at the end exactly what they kept is live. */
    @Test
    void manyThreadsLeaveWhatTheyKeep() throws InterruptedException {
        try (Heap heap = builder().build()) {
            List<Thread> threads = new ArrayList<>();
            Map<Long, Long> kept = new HashMap<>();
            List<List<Long>> own = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                SplittableRandom random = new SplittableRandom(t);
                List<Long> blocks = new ArrayList<>();
                own.add(blocks);
                Runnable work = () -> {
                    for (int i = 0; i < 2_000; i++) {
                        if (blocks.size() < 20 || random.nextBoolean() && blocks.size() < 60) {
                            blocks.add(first(heap, 64));
                        } else {
                            heap.free(blocks.remove(random.nextInt(blocks.size())));
                        }
                    }
                };
                threads.add(t % 2 == 0 ? Thread.ofPlatform().start(work) : Thread.ofVirtual().start(work));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            own.forEach(blocks -> blocks.forEach(block -> kept.put(block, 64L)));
            LeakReport report = heap.leaks();
            assertEquals(kept.size(), report.total().blocks().estimate());
            assertEquals(kept.size() * 64L, report.total().bytes().estimate());
            assertEquals(List.of(), heap.audit().violations());
            kept.keySet().forEach(heap::free);
            assertTrue(heap.leaks().isEmpty() && heap.audit().clean());
            assertEquals(0, heap.misuses().total());
        }
    }

    @Test
    void aSampleIsScaledUp() {
        try (Heap heap = options().leakTracking(20).onLeak(reports::add).build()) {
            for (int i = 0; i < 10_000; i++) {
                first(heap, 100);
            }
            LeakReport report = heap.leaks();
            assertEquals(20, report.oneIn());
            LeakReport.Live live = report.total();
            assertEquals(live.sampledBlocks() * 20, live.blocks().estimate());
            assertEquals(live.blocks().estimate() * 100, live.bytes().estimate());
            // Seven standard deviations: for a sample that is really random, hardly ever wrong.
            assertEquals(10_000, live.blocks().estimate(), 7 * Math.sqrt(10_000 * 19.0));
            assertTrue(live.blocks().low() < live.blocks().estimate());
            assertTrue(live.blocks().high() > live.blocks().estimate());
            assertNotEquals("10000", live.blocks().toString());
            assertEquals(1, report.sites().size());
        }
        assertEquals(1, reports.size());
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Heap.builder().leakTracking(0));
        assertThrows(IllegalArgumentException.class, () -> Heap.builder().leakTracking(-1));
        assertThrows(IllegalArgumentException.class, () -> Heap.builder().onLeak(reports::add).build());
        assertThrows(NullPointerException.class, () -> Heap.builder().onLeak(null));
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            assertTrue(assertThrows(IllegalStateException.class, heap::leaks).getMessage().contains("leakTracking"));
        }
    }

    /** What the caller gets for a listener of his that fails is that, and a closed heap. */
    @Test
    void aListenersExceptionIsTheCallersAndTheHeapIsClosed() {
        RuntimeException own = new IllegalStateException("own");
        Heap heap = options().leakTracking(1).onLeak(_ -> {
            throw own;
        }).build();
        heap.malloc(1);
        assertSame(own, assertThrows(IllegalStateException.class, heap::close));
        assertThrows(IllegalStateException.class, () -> heap.malloc(1));
        heap.close();
    }

    @Test
    void theRecordsCountAsMetadata() {
        try (Heap heap = builder().build()) {
            long before = heap.stats().metadataBytes();
            long[] blocks = new long[1_000];
            heap.malloc(16, blocks);
            assertTrue(heap.stats().metadataBytes() > before + 100_000, () -> heap.stats().metadataBytes() + " bytes");
            heap.free(blocks, 0, blocks.length);
        }
    }
}
