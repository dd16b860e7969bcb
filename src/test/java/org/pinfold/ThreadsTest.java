package org.pinfold;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Threads that come, go, and leave blocks behind. They make the passes of upkeep too, so that none is under way when
 * they have ended: it would have in hand what has to be home.
 */
class ThreadsTest {
    private final Heap heap = Heap.builder().limit(256 << 20).maintenance(false).build();

    @AfterEach
    void nothingIsLost() {
        heap.trim();
        AuditReport audit = heap.audit();
        assertTrue(audit.clean(), () -> audit.problems().toString());
        assertEquals(0, audit.carvedBlocks());
        assertEquals(0, heap.stats().committedBytes());
        heap.close();
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void blocksOfDeadThreadsAreFreedByOthers() throws InterruptedException {
        ConcurrentLinkedQueue<Long> left = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < 20; round++) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int seed = i;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int j = 0; j < 200; j++) {
                        left.add(heap.malloc(16L * (1 + (j + seed) % 100)));
                    }
                }));
            }
            join(threads);
            left.forEach(heap::free);
            left.clear();
        }
    }

    @Test
    void cachesOfDeadThreadsAreInherited() throws InterruptedException {
        long metadata = 0;
        for (int i = 0; i < 100; i++) {
            Thread thread = Thread.ofPlatform().start(() -> heap.free(heap.malloc(100)));
            thread.join();
            metadata = i == 0 ? heap.stats().metadataBytes() : metadata;
        }
        assertTrue(heap.stats().metadataBytes() < 2 * metadata, "one cache serves one thread after the other");
    }

    @Test
    void manyThreadsAtOnceFindTheirCaches() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            threads.add(Thread.ofPlatform().unstarted(() -> {
                for (int j = 0; j < 500; j++) {
                    heap.free(heap.malloc(j));
                }
            }));
        }
        threads.forEach(Thread::start);
        join(threads);
    }

    @Test
    void virtualThreadsAllocateAndFreeWithoutACache() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        ConcurrentLinkedQueue<Long> shared = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 500; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 20; j++) {
                    shared.add(heap.malloc(100));
                    Thread.yield();
                    heap.free(shared.remove());
                }
            }));
        }
        join(threads);
    }

    @Test
    void whatAnIdleThreadHoldsServesOthersWhenMemoryIsShort() throws InterruptedException {
        try (Heap small = Heap.builder().limit(4 << 20).maintenance(false).build()) {
            long mine = small.malloc(200_000);
            long[] theirs = new long[14];
            Thread other = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < theirs.length; i++) {
                    theirs[i] = small.malloc(200_000);
                }
            });
            other.join();
            for (long block : theirs) {
                small.free(block);
            }
            small.free(mine);
            assertTrue(small.audit().clean());
        }
    }

    @Test
    void aVirtualThreadGetsWhatDeadThreadsLeftInTheirCaches() throws InterruptedException {
        try (Heap small = Heap.builder().limit(4 << 20).maintenance(false).build()) {
            Thread left = Thread.ofPlatform().start(() -> small.free(small.malloc(64)));
            left.join();
            long[] got = new long[2];
            Thread asks = Thread.ofVirtual().start(() -> got[0] = small.tryMalloc(4 << 20));
            asks.join();
            assertTrue(got[0] != 0, "the whole limit fits once the dead thread's block is home");
            small.free(got[0]);
        }
    }

    @Test
    void trimBesideAllocationRefusesNothing() throws InterruptedException {
        try (Heap small = Heap.builder().limit(8 << 20).build()) {
            AtomicBoolean stop = new AtomicBoolean();
            Thread trimmer = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    small.trim();
                }
            });
            int refused = 0;
            for (int i = 0; i < 5_000; i++) {
                long one = small.tryMalloc(300_000);
                long two = small.tryMalloc(300_000);
                refused += (one == 0 ? 1 : 0) + (two == 0 ? 1 : 0);
                small.free(one);
                small.free(two);
            }
            stop.set(true);
            trimmer.join();
            assertEquals(0, refused);
            assertTrue(small.audit().clean(), () -> small.audit().problems().toString());
        }
    }

    @Test
    void anAuditWhileOthersWorkSeesNoViolation() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int seed = i;
            threads.add(Thread.ofPlatform().start(() -> {
                long[] blocks = new long[500];
                for (int j = seed; !stop.get(); j++) {
                    int slot = j * 31 % blocks.length;
                    heap.free(blocks[slot]);
                    blocks[slot] = heap.malloc(1 + j * 7919L % 40_000);
                }
                for (long block : blocks) {
                    heap.free(block);
                }
            }));
        }
        List<String> violations = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            violations.addAll(heap.audit().violations());
            heap.stats();
            heap.trim();
        }
        stop.set(true);
        join(threads);
        assertEquals(List.of(), violations);
    }
}
