package org.pinfold.tools.stress.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * After xmalloc-test, by Lever and Boreham: workers with an even number only allocate, those with an odd one only free,
 * and batches of blocks of 16 bytes to 1 KiB travel from these to those. A worker that finds no one at the other end,
 * since there is one worker, does both.
 */
final class Xmalloc extends Workload {
    private static final int BATCH = 128;
    private static final int BATCHES = 16;
    private static final int SIZES = 13;

    private final int threads;
    private final List<Queue<Block[]>> queues = new ArrayList<>();

    Xmalloc(Fixture fixture) {
        threads = fixture.threads();
        for (int pair = 0; pair < (threads + 1) / 2; pair++) {
            queues.add(new ArrayBlockingQueue<>(BATCHES));
        }
    }

    @Override
    public long mostLive() {
        return (long) queues.size() * (BATCHES + 2) * BATCH * size(SIZES - 1);
    }

    @Override
    public void work(Worker worker) {
        Queue<Block[]> queue = queues.get(worker.number() / 2);
        boolean allocates = worker.number() % 2 == 0;
        boolean frees = !allocates || worker.number() == threads - 1;
        while (worker.goesOn()) {
            if (allocates && queue.size() < BATCHES) {
                queue.add(batch(worker));
            }
            Block[] batch = frees ? queue.poll() : null;
            if (batch != null) {
                Slots.freeAll(worker, batch);
            } else if (frees || queue.size() == BATCHES) {
                worker.idle();
            }
        }
    }

    private static Block[] batch(Worker worker) {
        Block[] batch = new Block[BATCH];
        for (int i = 0; i < BATCH; i++) {
            batch[i] = worker.malloc(size(worker.below(SIZES)));
        }
        return batch;
    }

    /** In steps of one half: 16, 24, 32, 48, 64 ... */
    private static int size(int kind) {
        return (kind % 2 == 0 ? 16 : 24) << kind / 2;
    }

    @Override
    public void end(Worker worker) {
        queues.forEach(queue -> queue.forEach(batch -> Slots.freeAll(worker, batch)));
    }
}
