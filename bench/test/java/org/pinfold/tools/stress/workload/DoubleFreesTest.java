package org.pinfold.tools.stress.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.tools.oracle.CheckedHeap;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.TargetFilter;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** A second free that passes is a fault of the heap, or the right one of somebody who was given the block. */
class DoubleFreesTest {
    private static final long SIZE = 4_000;

    private final Violations violations = new Violations();
    private final Misuses misuses = new Misuses(violations);

    @Test
    void aReportLeavesNoSuspect() {
        try (Target heap = Target.of(Heap.create())) {
            DoubleFrees target = new DoubleFrees(heap);
            freeOneTwice(target);
            assertEquals(Map.of("DOUBLE_FREE", 1L), misuses.reported());
            assertEquals(0, target.unreported());
        }
    }

    @Test
    void aSecondFreeThatIsSwallowedIsTold() {
        try (Target heap = Target.of(Heap.create())) {
            DoubleFrees target = new DoubleFrees(new TargetFilter(heap) {
                @Override
                public void free(long address) {
                    try {
                        super.free(address);
                    } catch (HeapMisuseException swallowed) {
                        // As a heap would that does not check.
                    }
                }
            });
            long address = freeOneTwice(target);
            assertEquals(address, target.unreported());
            assertEquals(0, target.unreported(), "told once");
        }
    }

    /** The second free waits until another thread was given the block, and so frees it under its hands. */
    @Test
    void whoWasGivenTheBlockBetweenTheFreesDropsIt() throws InterruptedException {
        CountDownLatch freed = new CountDownLatch(1);
        CountDownLatch handedOut = new CountDownLatch(1);
        long[] addresses = new long[2];
        // No pass of the heap's has the block in hand when the other thread asks for one.
        Heap.Builder still = Heap.builder().maintenance(false).purgeDelay(Duration.ofDays(1));
        try (Target heap = Target.of(still.build())) {
            DoubleFrees target = new DoubleFrees(new TargetFilter(heap) {
                private int frees;

                @Override
                public long malloc(long size) {
                    long address = super.malloc(size);
                    if (freed.getCount() == 0) {
                        handedOut.countDown();
                    }
                    return address;
                }

                @Override
                public void free(long address) {
                    if (frees++ == 1) {
                        await(handedOut);
                    }
                    super.free(address);
                    // So that the other thread is given it.
                    heap.flushThreadCache();
                    freed.countDown();
                }
            });
            CheckedHeap checked = new CheckedHeap(target, violations);
            Thread other = Thread.ofPlatform().start(() -> {
                await(freed);
                addresses[1] = checked.malloc(SIZE, 2);
            });
            addresses[0] = freeOneTwice(target, checked);
            other.join();
            assertEquals(Map.of(), misuses.reported(), "it passed");
            assertEquals(0, target.unreported(), "it was dropped");
            assertNotEquals(0, addresses[1]);
            checked.expectModelled(heap.stats(), heap.audit());
        }
        assertEquals(List.of(), violations.list());
    }

    private long freeOneTwice(DoubleFrees target) {
        return freeOneTwice(target, new CheckedHeap(target, violations));
    }

    private long freeOneTwice(DoubleFrees target, CheckedHeap checked) {
        Worker worker = new Worker(0, new SplittableRandom(1), checked);
        worker.begin(new Round(1, 1));
        Block block = worker.malloc(SIZE);
        target.freeTwice(worker, block, misuses);
        return block.address();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
