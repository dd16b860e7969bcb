package org.pinfold;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

/** Several threads that free one block at the same instant. */
final class SimultaneousFrees {
    private SimultaneousFrees() {
    }

    /** How many of the threads were told that the block is free already. */
    static int of(Heap heap, long address, int threads) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(threads);
        AtomicInteger reported = new AtomicInteger();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(Thread.ofPlatform().start(() -> {
                await(start);
                try {
                    heap.free(address);
                } catch (HeapMisuseException e) {
                    reported.incrementAndGet();
                }
            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return reported.get();
    }

    /** Brings everything home; second entries that racing frees made are reported and dropped on the way. */
    static void settle(Heap heap) {
        for (boolean quiet = false; !quiet;) {
            try {
                heap.trim();
                heap.flushThreadCache();
                quiet = true;
            } catch (HeapMisuseException e) {
                if (e.kind() != HeapMisuseException.Kind.DOUBLE_FREE) {
                    throw e;
                }
            }
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
