package org.pinfold;

import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The names of heaps, which of them are open, and who is told. */
class OpenHeapsTest {
    private static final int LIMIT = 8 << 20;
    private static final long PATIENCE_NANOS = 40_000_000_000L;

    private static Heap heap(String name) {
        return Heap.builder().limit(LIMIT).name(name).build();
    }

    private static boolean isOpen(String name) {
        return Heap.openHeaps().stream().anyMatch(heap -> heap.name().equals(name));
    }

    @Test
    void eachHeapHasAName() {
        try (Heap first = Heap.builder().limit(LIMIT).build(); Heap second = Heap.builder().limit(LIMIT).build()) {
            assertTrue(first.name().matches("heap-[0-9]+"), first::name);
            assertTrue(second.name().matches("heap-[0-9]+"), second::name);
            assertFalse(first.name().equals(second.name()));
        }
        assertEquals("global", Heap.global().name());
        assertThrows(IllegalArgumentException.class, () -> Heap.builder().name(" "));
    }

    @Test
    void aNameIsOneHeapsAsLongAsItIsOpen() {
        Heap first = heap("cache");
        try (Heap second = heap("cache"); Heap third = heap("cache")) {
            assertEquals(List.of("cache", "cache-2", "cache-3"), List.of(first.name(), second.name(), third.name()));
            first.close();
            assertEquals("cache", first.name(), "a closed heap still tells its own");
            try (Heap fourth = heap("cache")) {
                assertEquals("cache", fourth.name());
            }
        }
    }

    @Test
    void openHeapsAreListedInOrder() {
        Heap late = heap("b");
        try (Heap child = Heap.builder().parent(late).name("a").build()) {
            List<Heap> open = Heap.openHeaps();
            assertEquals(open.indexOf(late) + 1, open.indexOf(child));
            assertTrue(open.contains(late));
        }
        assertFalse(isOpen("a"));
        late.close();
        assertFalse(isOpen("b"));
    }

    /** Where memory is the JDK's, a heap does not refuse: what is in use goes back later. */
    @Test
    @Tag("mapped")
    void aHeapThatRefusesToCloseStaysOpen() throws Exception {
        Heap heap = heap("read");
        Pipe pipe = Pipe.open();
        Thread reader = BlockedReader.of(pipe, heap.allocate(100, 1).asByteBuffer());
        assertThrows(IllegalStateException.class, heap::close);
        assertTrue(isOpen("read"));
        pipe.sink().close();
        reader.join();
        heap.close();
        assertFalse(isOpen("read"));
    }

    @Test
    void aHeapThatWasNotMadeHasNoName() {
        Heap parent = heap("parent");
        parent.close();
        assertThrows(IllegalStateException.class, () -> Heap.builder().parent(parent).name("never").build());
        try (Heap heap = heap("never")) {
            assertEquals("never", heap.name());
        }
    }

    @Test
    void whoNobodyCanReachIsNotOpen() throws InterruptedException {
        Heap.builder().limit(LIMIT).name("left").maintenance(false).build();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (isOpen("left")) {
            assertTrue(System.nanoTime() < end, "still open");
            System.gc();
            Thread.sleep(10);
        }
        for (String name = ""; !name.equals("left");) {
            assertTrue(System.nanoTime() < end, "the name is still taken");
            try (Heap heap = heap("left")) {
                name = heap.name();
            }
        }
    }

    @Test
    void listenersAreTold() {
        List<String> told = new ArrayList<>();
        HeapListener listener = new HeapListener() {
            @Override
            public void opened(Heap heap) {
                told.add("opened " + heap.name());
            }

            @Override
            public void closed(Heap heap) {
                told.add("closed " + heap.name());
            }
        };
        HeapListener failing = new HeapListener() {
            @Override
            public void opened(Heap heap) {
                throw new IllegalStateException("thrown on purpose");
            }

            @Override
            public void closed(Heap heap) {
                throw new AssertionError("thrown on purpose");
            }
        };
        Heap.addListener(failing);
        try (Heap before = heap("before")) {
            Heap.addListener(listener);
            Heap made = heap("made");
            made.close();
            made.close();
            assertTrue(told.remove("opened " + before.name()));
            told.removeIf(line -> !line.contains("made"));
            assertEquals(List.of("opened made", "closed made"), told);
        } finally {
            Heap.removeListener(failing);
            Heap.removeListener(listener);
        }
        told.clear();
        heap("later").close();
        assertEquals(List.of(), told);
    }

    @Test
    void threadsThatWishForOneNameGetDifferentOnes() throws InterruptedException {
        int threads = 4;
        int each = 25;
        Set<Heap> made = ConcurrentHashMap.newKeySet();
        CountDownLatch start = new CountDownLatch(threads);
        List<Thread> makers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            makers.add(Thread.ofPlatform().start(() -> {
                start.countDown();
                for (int heap = 0; heap < each; heap++) {
                    made.add(heap("wished"));
                }
            }));
        }
        for (Thread maker : makers) {
            maker.join();
        }
        Set<String> names = new HashSet<>();
        made.forEach(heap -> names.add(heap.name()));
        assertEquals(threads * each, names.size());
        assertTrue(Heap.openHeaps().containsAll(made));
        made.forEach(Heap::close);
        assertTrue(Heap.openHeaps().stream().noneMatch(made::contains));
    }
}
