package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Heaps that share the addresses and the limit of a parent. */
class FamilyTest {
    private static final int LIMIT = 64 << 20;
    private static final int MIB = 1 << 20;

    /**
     * Without the maintenance thread, in parent and children: a child that is closed during a pass ends with the pass,
     * and a trim during a pass is completed by it.
     */
    private static Heap parent(long limit) {
        return Heap.builder().limit(limit).maintenance(false).build();
    }

    private static Heap child(Heap parent, long limit) {
        return Heap.builder().parent(parent).limit(limit).maintenance(false).build();
    }

    @Test
    void childrenAndParentTogetherStayWithinTheParentsLimit() {
        try (Heap parent = parent(LIMIT);
                Heap first = Heap.builder().parent(parent).maintenance(false).build();
                Heap second = child(parent, LIMIT / 4)) {
            assertEquals(LIMIT, first.stats().limitBytes());
            long most = second.malloc(LIMIT / 4);
            assertEquals(0, second.tryMalloc(MIB), "its own limit");
            long half = first.malloc(LIMIT / 2);
            assertEquals(0, first.tryMalloc(LIMIT / 2), "the parent's limit");
            long rest = parent.malloc(LIMIT / 4);
            assertEquals(0, parent.tryMalloc(MIB));
            assertEquals(0, first.tryMalloc(100));
            assertEquals(LIMIT / 4, parent.stats().committedBytes());
            second.free(most);
            second.trim();
            first.free(first.malloc(LIMIT / 4));
            first.free(half);
            parent.free(rest);
            for (Heap heap : new Heap[] {parent, first, second}) {
                assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
                assertEquals(0, heap.stats().liveBytes());
            }
        }
    }

    @Test
    void whoseLimitIsReachedIsTold() {
        try (Heap parent = parent(LIMIT); Heap child = child(parent, LIMIT / 4)) {
            long own = child.malloc(LIMIT / 4);
            assertFalse(refusal(child).contains("which share a limit"), refusal(child));
            long rest = parent.malloc(LIMIT / 4 * 3);
            child.free(own);
            child.trim();
            String share = "which share a limit of " + LIMIT + ": committed " + LIMIT + " bytes";
            long taken = parent.malloc(LIMIT / 4);
            assertTrue(refusal(child).contains(share), refusal(child));
            parent.free(taken);
            parent.trim();
            child.malloc(LIMIT / 4);
            assertTrue(refusal(parent).contains(share), refusal(parent));
            parent.free(rest);
        }
    }

    private static String refusal(Heap heap) {
        return assertThrows(OutOfMemoryError.class, () -> heap.malloc(MIB)).getMessage();
    }

    @Test
    void aBlockIsFreedToTheHeapItIsFrom() {
        try (Heap parent = parent(LIMIT); Heap child = child(parent, LIMIT)) {
            for (long bytes : new long[] {100, 20_000, MIB}) {
                long block = child.malloc(bytes);
                assertThrows(HeapMisuseException.class, () -> parent.free(block));
                child.free(block);
                assertThrows(HeapMisuseException.class, () -> parent.free(block));
            }
        }
    }

    @Test
    void aClosedChildGivesItsMemoryToTheOthersZeroed() {
        try (Heap parent = parent(LIMIT)) {
            for (int round = 0; round < 20; round++) {
                try (Heap child = child(parent, LIMIT)) {
                    child.allocate(LIMIT - 4 * MIB).fill((byte) -1);
                    assertEquals(0, parent.tryMalloc(8 * MIB));
                }
                long block = parent.calloc(LIMIT - 4 * MIB);
                assertEquals(0, sum(block, LIMIT - 4 * MIB));
                parent.free(block);
                parent.trim();
            }
        }
    }

    private static long sum(long address, long bytes) {
        MemorySegment all = MemorySegment.ofAddress(address).reinterpret(bytes);
        long sum = 0;
        for (long offset = 0; offset < bytes; offset += 512) {
            sum |= all.get(JAVA_LONG, offset);
        }
        return sum;
    }

    @Test
    void aClosedParentRefusesAndItsChildrenGoOn() {
        Heap parent = parent(LIMIT);
        Heap child = child(parent, LIMIT);
        long block = child.malloc(1000);
        parent.close();
        assertThrows(IllegalStateException.class, () -> parent.malloc(MIB));
        assertThrows(IllegalStateException.class, () -> child(parent, LIMIT));
        child.free(block);
        child.free(child.malloc(MIB));
        assertTrue(child.audit().clean());
        child.close();
        assertThrows(IllegalStateException.class, () -> child.malloc(MIB));
    }

    @Test
    void childrenComeAndGoWhileOthersAllocate() throws InterruptedException {
        try (Heap parent = parent(2L * LIMIT)) {
            AtomicInteger done = new AtomicInteger();
            CountDownLatch start = new CountDownLatch(1);
            Thread[] threads = new Thread[4];
            for (int t = 0; t < threads.length; t++) {
                threads[t] = Thread.ofPlatform().start(() -> {
                    try {
                        start.await();
                        for (int i = 0; i < 50; i++) {
                            try (Heap child = child(parent, LIMIT / 4)) {
                                long[] blocks = new long[500];
                                int count = child.malloc(3000, blocks);
                                child.free(blocks, 0, count / 2);
                                long own = parent.tryMalloc(200);
                                if (own != 0) {
                                    parent.free(own);
                                }
                            }
                        }
                        done.incrementAndGet();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(threads.length, done.get());
            assertTrue(parent.audit().clean(), () -> parent.audit().problems().toString());
            parent.free(parent.malloc(LIMIT));
        }
    }
}
