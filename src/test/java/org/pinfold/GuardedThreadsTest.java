package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Threads that meet at segments with a lifetime of their own, and at the end of their heap. */
@Tag("mapped")
@ParameterizedClass
@MethodSource("heaps")
class GuardedThreadsTest {
    @Parameter
    Heap.Builder builder;

    static Stream<Arguments> heaps() {
        return Stream.of(false, true).flatMap(tracked -> Stream.of(Backing.MMAP, Backing.SYSTEM)
                .map(backing -> Heap.builder().limit(64 << 20).backing(backing).guardedSampling(1))
                .map(builder -> tracked ? builder.leakTracking(1).onLeak(_ -> { }) : builder)
                .map(Arguments::of));
    }

    private static void assertInOrder(Heap heap) {
        heap.flushThreadCache();
        assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        assertEquals(0, heap.stats().liveBytes());
    }

    /** Of four threads that free one segment at once, one does, and three are told. */
    @Test
    void ofSimultaneousFreesOneFrees() throws InterruptedException {
        try (Heap heap = builder.build()) {
            for (int round = 0; round < 50; round++) {
                MemorySegment segment = heap.allocate(100, 8);
                AtomicInteger freed = new AtomicInteger();
                List<Kind> told = new CopyOnWriteArrayList<>();
                CountDownLatch start = new CountDownLatch(1);
                Thread[] threads = new Thread[4];
                for (int t = 0; t < threads.length; t++) {
                    threads[t] = Thread.ofPlatform().start(() -> {
                        try {
                            start.await();
                            heap.free(segment);
                            freed.incrementAndGet();
                        } catch (HeapMisuseException e) {
                            told.add(e.kind());
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
                }
                start.countDown();
                for (Thread thread : threads) {
                    thread.join();
                }
                assertEquals(1, freed.get());
                assertEquals(List.of(Kind.DOUBLE_FREE, Kind.DOUBLE_FREE, Kind.DOUBLE_FREE), told);
            }
            assertInOrder(heap);
        }
    }

    /** Threads, some of them virtual, with a sample of one in ten: no access is refused to who has not freed. */
    @Test
    void manyThreadsWithASample() throws InterruptedException {
        try (Heap heap = builder.guardedSampling(10).build()) {
            AtomicInteger guarded = new AtomicInteger();
            AtomicInteger done = new AtomicInteger();
            Thread[] threads = new Thread[6];
            for (int t = 0; t < threads.length; t++) {
                SplittableRandom random = new SplittableRandom(t);
                Runnable work = () -> {
                    List<MemorySegment> own = new ArrayList<>();
                    for (int i = 0; i < 1_000; i++) {
                        own.add(heap.allocate(random.nextInt(1, 3_000), 8).fill((byte) i));
                        if (own.size() == 30) {
                            for (MemorySegment segment : own) {
                                byte first = segment.get(JAVA_BYTE, 0);
                                assertEquals(first, segment.get(JAVA_BYTE, segment.byteSize() - 1));
                                heap.free(segment);
                                guarded.addAndGet(segment.scope().isAlive() ? 0 : 1);
                            }
                            own.clear();
                        }
                    }
                    own.forEach(heap::free);
                    done.incrementAndGet();
                };
                threads[t] = t % 2 == 0 ? Thread.ofPlatform().start(work) : Thread.ofVirtual().start(work);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(threads.length, done.get());
            assertTrue(guarded.get() > 50 && guarded.get() < 2_000, () -> guarded + " of 6,000");
            assertEquals(0, heap.misuses().total());
            assertInOrder(heap);
        }
    }

    /**
     * One or two threads close the heap while others allocate and free: no segment outlives it, and nobody is
     * accused.
     */
    @Test
    void closingMeetsAllocationsAndFrees() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            Heap heap = builder.build();
            List<MemorySegment> segments = new CopyOnWriteArrayList<>();
            CountDownLatch started = new CountDownLatch(2);
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            Runnable user = () -> {
                try {
                    for (int i = 0;; i++) {
                        MemorySegment segment = heap.allocate(100, 8);
                        segments.add(segment);
                        if (i % 3 == 0) {
                            heap.free(segment);
                        }
                        if (i == 3) {
                            started.countDown();
                        }
                    }
                } catch (IllegalStateException e) {
                    assertTrue(e.getMessage().contains("closed"), e::getMessage);
                }
            };
            Runnable closer = () -> {
                try {
                    started.await();
                    heap.close();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
            List<Thread> threads = new ArrayList<>();
            List<Runnable> all = List.of(user, user, closer, closer);
            for (Runnable work : all.subList(0, 3 + round % 2)) {
                threads.add(Thread.ofPlatform().uncaughtExceptionHandler((_, e) -> failures.add(e)).start(work));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(List.of(), failures);
            segments.forEach(segment -> assertFalse(segment.scope().isAlive()));
            assertEquals(0, heap.misuses().total());
        }
    }
}
