package org.pinfold.misuse;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import jdk.jfr.Event;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.AuditReport;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Heaps that are used where somebody else's code is under way: the recorder's, the collector's, the heap's own. */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Variant#kinds")
class ReentranceInVm {
    private static final long PATIENCE_SECONDS = 60;
    private static final int MIB = 1 << 20;

    @Parameter
    private Variant variant;

    private final AtomicReference<LongPredicate> handler = new AtomicReference<>(bytes -> false);
    private Heap heap;

    private Heap open() {
        heap = variant.builder().onPressure(bytes -> handler.get().test(bytes)).build();
        return heap;
    }

    @AfterEach
    void nothingIsLost() {
        heap.trim();
        AuditReport audit = heap.audit();
        assertTrue(audit.clean(), () -> audit.problems().toString());
        assertEquals(0, audit.liveBlocks(), "what the collector's threads have freed lies in their caches");
        heap.close();
    }

    /** What is recorded while a heap is in use. */
    static final class Mark extends Event {
    }

    @Test
    void aCallbackOfTheRecorderUsesTheHeap() throws InterruptedException {
        open();
        int events = 100;
        CountDownLatch heard = new CountDownLatch(events);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        RecordingStream stream = new RecordingStream();
        try {
            stream.enable(Mark.class);
            stream.enable("jdk.GarbageCollection");
            stream.onEvent(event -> {
                Operations.on(heap).values().forEach(Runnable::run);
                heard.countDown();
            });
            stream.onError(failure::set);
            stream.startAsync();
            for (int i = 0; i < events; i++) {
                long block = heap.malloc(i);
                new Mark().commit();
                heap.free(block);
            }
            assertTrue(heard.await(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> heard.getCount() + " were not heard of");
        } finally {
            stream.close();
        }
        stream.awaitTermination();
        assertEquals(null, failure.get());
    }

    /** Frees a block when it is collected, as wrappers of native memory do. */
    private record Wrapper(byte[] ballast) {
    }

    private static void collect(CountDownLatch done) throws InterruptedException {
        for (int i = 0; i < 10 * PATIENCE_SECONDS && done.getCount() > 0; i++) {
            System.gc();
            done.await(100, TimeUnit.MILLISECONDS);
        }
        assertEquals(0, done.getCount(), "actions that did not run");
    }

    @Test
    void aCleanerFreesBlocksAndClosesAHeap() throws InterruptedException {
        open();
        int wrappers = 200;
        CountDownLatch done = new CountDownLatch(wrappers + 1);
        Cleaner cleaner = Cleaner.create();
        for (int i = 0; i < wrappers; i++) {
            long block = heap.malloc(i * 500);
            cleaner.register(new Wrapper(new byte[10]), () -> {
                heap.free(block);
                done.countDown();
            });
        }
        Heap another = variant.open();
        long left = another.malloc(100);
        cleaner.register(new Wrapper(new byte[10]), () -> {
            another.free(another.realloc(another.malloc(10), 100_000));
            another.close();
            done.countDown();
        });
        collect(done);
        assertThrows(IllegalStateException.class, () -> another.free(left));
    }

    /** As old wrappers do. */
    @SuppressWarnings({"removal", "deprecation"})
    private static final class Finalized {
        private final Runnable action;

        Finalized(Runnable action) {
            this.action = action;
        }

        @Override
        protected void finalize() {
            action.run();
        }
    }

    @Test
    void aFinalizerFreesABlock() throws InterruptedException {
        open();
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            long block = heap.malloc(3_000);
            new Finalized(() -> {
                heap.free(block);
                done.countDown();
            });
        }
        collect(done);
    }

    @Test
    void whoMakesRoomMayUseTheHeapAndTrimIt() {
        open();
        Deque<Long> cache = new ArrayDeque<>();
        AtomicInteger asked = new AtomicInteger();
        handler.set(bytes -> {
            asked.incrementAndGet();
            heap.free(heap.tryMalloc(100));
            assertEquals(0, heap.tryMalloc(Setup.LIMIT));
            heap.stats();
            assertTrue(heap.audit().violations().isEmpty());
            Long oldest = cache.poll();
            if (oldest != null) {
                heap.free(oldest);
                heap.free(heap.calloc(10));
            }
            heap.trim();
            return oldest != null;
        });
        for (int i = 0; i < 100; i++) {
            cache.add(heap.malloc(MIB));
        }
        assertNotEquals(0, asked.get());
        assertTrue(cache.size() < 100);
        cache.forEach(heap::free);
    }

    @Test
    void whatWhoMakesRoomThrowsIsThrownAndNothingIsLost() {
        open();
        for (RuntimeException failure : new RuntimeException[] {new IllegalStateException("mine"),
            new ArithmeticException("mine")}) {
            handler.set(bytes -> {
                throw failure;
            });
            long[] blocks = new long[100];
            int[] count = {0};
            assertSame(failure, assertThrows(failure.getClass(), () -> {
                for (; count[0] < blocks.length; count[0]++) {
                    blocks[count[0]] = heap.malloc(count[0] % 2 == 0 ? MIB : 2_000_000);
                }
            }));
            assertSame(failure, assertThrows(failure.getClass(), () -> {
                for (; count[0] < blocks.length; count[0]++) {
                    blocks[count[0]] = heap.tryMalloc(200_000);
                }
            }));
            handler.set(bytes -> false);
            assertEquals(0, heap.tryMalloc(Setup.LIMIT / 2));
            heap.free(blocks, 0, count[0]);
        }
    }

    @Test
    void whoMakesRoomMayCloseTheHeap() {
        Heap closed = open();
        handler.set(bytes -> {
            closed.close();
            return true;
        });
        assertThrows(IllegalStateException.class, () -> {
            for (;;) {
                closed.malloc(MIB);
            }
        });
        assertThrows(IllegalStateException.class, () -> closed.malloc(1));
        handler.set(bytes -> false);
        open();
    }

    @Test
    void whoMakesRoomMayHaveItsThreadInterrupted() {
        open();
        handler.set(bytes -> {
            Thread.currentThread().interrupt();
            return false;
        });
        long most = heap.malloc(Setup.LIMIT / 2);
        assertThrows(OutOfMemoryError.class, () -> heap.malloc(Setup.LIMIT));
        assertEquals(0, heap.tryMalloc(Setup.LIMIT - MIB));
        assertTrue(Thread.interrupted());
        heap.free(most);
    }
}
