package org.pinfold.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.HeapMisuseException.Kind;

/** Threads that free one block at the same instant, and afterwards bring home one after the other what they have. */
final class Crowd implements AutoCloseable {
    private final Heap heap;
    private final CyclicBarrier start;
    private final List<ExecutorService> threads = new ArrayList<>();

    Crowd(Heap heap, int threads) {
        this.heap = heap;
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
                return isReported(() -> heap.free(address));
            }));
        }
        return count(answers);
    }

    /** How many of the threads are told now, as their blocks go home. */
    int flushOneByOne() throws Exception {
        List<Future<Boolean>> answers = new ArrayList<>();
        for (ExecutorService thread : threads) {
            Callable<Boolean> flush = () -> isReported(heap::flushThreadCache);
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

    static boolean isReported(Runnable action) {
        try {
            action.run();
            return false;
        } catch (HeapMisuseException e) {
            if (e.kind() != Kind.DOUBLE_FREE && e.kind() != Kind.NOT_ALLOCATED) {
                throw e;
            }
            return true;
        }
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::close);
    }
}
