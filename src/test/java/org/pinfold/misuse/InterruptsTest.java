package org.pinfold.misuse;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Threads that are interrupted while they use a heap: they stay so, their calls complete, and nothing is lost. */
@ParameterizedClass
@EnumSource
class InterruptsTest {
    private static final int CALLS = 20_000;

    @Parameter
    private Variant variant;

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM_THREAD", "VIRTUAL_THREAD"})
    void anInterruptedThreadStaysSoInEveryCall(Who who) {
        who.run(() -> {
            Thread.currentThread().interrupt();
            Heap heap = variant.open();
            Operations.on(heap).forEach((name, call) -> {
                call.run();
                assertTrue(Thread.currentThread().isInterrupted(), name);
            });
            Heap child = Heap.builder().parent(heap).build();
            child.free(child.malloc(100));
            child.close();
            GivenBack.all(heap);
            heap.malloc(100);
            heap.close();
            heap.close();
            assertTrue(Thread.currentThread().isInterrupted(), "close");
        });
    }

    @Test
    void interruptsAtAnyMomentLoseNothing() throws InterruptedException {
        try (Heap heap = variant.open()) {
            AtomicBoolean done = new AtomicBoolean();
            Thread worker = Thread.ofPlatform().unstarted(() -> {
                try {
                    work(heap);
                } finally {
                    done.set(true);
                }
            });
            worker.start();
            int interrupts = 0;
            while (!done.get()) {
                worker.interrupt();
                interrupts++;
                Thread.yield();
            }
            worker.join();
            assertTrue(interrupts > 1, interrupts + " interrupts");
            GivenBack.all(heap);
        }
    }

    private static void work(Heap heap) {
        SplittableRandom random = new SplittableRandom(3);
        long[] blocks = new long[64];
        int seen = 0;
        for (int i = 0; i < CALLS; i++) {
            int slot = random.nextInt(blocks.length);
            heap.free(blocks[slot]);
            blocks[slot] = heap.malloc(random.nextInt(100) == 0 ? 300_000 : random.nextInt(10_000));
            if (i % 1_000 == 0) {
                heap.trim();
            }
            seen += Thread.interrupted() ? 1 : 0;
        }
        heap.free(blocks, 0, blocks.length);
        assertFalse(seen == 0, "never interrupted");
    }
}
