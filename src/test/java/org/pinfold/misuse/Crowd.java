package org.pinfold.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.HeapMisuseException.Kind;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Threads that free one block at the same instant, and afterwards bring home one after the other what they have. */
final class Crowd implements AutoCloseable {
    private final Heap heap;
    private final Set<Kind> kinds;
    private final CyclicBarrier start;
    private final List<ExecutorService> threads = new ArrayList<>();

    /** So many threads; {@code free} are the kinds by which they are told that a block is free already. */
    Crowd(Heap heap, Set<Kind> free, int threads) {
        this.heap = heap;
        this.kinds = free;
        this.start = new CyclicBarrier(threads);
        for (int i = 0; i < threads; i++) {
            this.threads.add(Executors.newSingleThreadExecutor());
        }
    }

    /** How many of the threads were told at once that the block is free already. */
    int free(long address) throws Exception {
        List<Future<Boolean>> answers = new ArrayList<>();
        for (ExecutorService thread : threads) {
            answers.add(thread.submit(() -> {
                start.await();
                return isReported(kinds, () -> heap.free(address));
            }));
        }
        return count(answers);
    }

    /** How many of the threads are told now, as their blocks go home. */
    int flushOneByOne() throws Exception {
        List<Future<Boolean>> answers = new ArrayList<>();
        for (ExecutorService thread : threads) {
            Callable<Boolean> flush = () -> isReported(kinds, heap::flushThreadCache);
            Future<Boolean> answer = thread.submit(flush);
            answer.get();
            answers.add(answer);
        }
        return count(answers);
    }

    private static int count(List<Future<Boolean>> answers) throws Exception {
        int reported = 0;
        for (Future<Boolean> answer : answers) {
            reported += answer.get() ? 1 : 0;
        }
        return reported;
    }

    /** Whether the action is told of a block that is free, by one of these kinds. */
    static boolean isReported(Set<Kind> free, Runnable action) {
        try {
            action.run();
            return false;
        } catch (HeapMisuseException e) {
            assertTrue(free.contains(e.kind()), e::getMessage);
            return true;
        }
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::close);
    }
}
