package org.pinfold.misuse;

import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Threads that are interrupted while they use a heap: they stay so, their calls complete, and nothing is lost. */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Variant#kinds")
class InterruptsTest {
    private static final int CALLS = 20_000;
    private static final int INTERRUPTS = 100;

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
    void interruptsAtAnyMomentLoseNothing() throws InterruptedException, ExecutionException {
        try (Heap heap = variant.open()) {
            FutureTask<Void> work = new FutureTask<>(() -> work(heap), null);
            Thread worker = Thread.ofPlatform().start(work);
            while (!work.isDone()) {
                worker.interrupt();
                Thread.yield();
            }
            work.get();
            GivenBack.all(heap);
        }
    }

    /** Goes on until it was interrupted often enough. */
    private static void work(Heap heap) {
        SplittableRandom random = new SplittableRandom(3);
        long[] blocks = new long[64];
        int seen = 0;
        for (int i = 0; i < CALLS || seen < INTERRUPTS; i++) {
            int slot = random.nextInt(blocks.length);
            heap.free(blocks[slot]);
            blocks[slot] = heap.malloc(random.nextInt(100) == 0 ? 300_000 : random.nextInt(10_000));
            if (i % 1_000 == 0) {
                heap.trim();
            }
            seen += Thread.interrupted() ? 1 : 0;
        }
        heap.free(blocks, 0, blocks.length);
    }
}
