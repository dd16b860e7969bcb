package org.pinfold.tools.stress.workload;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Blocks that threads leave for those after them, up to a number. */
final class Backlog {
    private final int most;
    private final Queue<Block> left = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    Backlog(int most) {
        this.most = most;
    }

    /** Leaves a block; if there are enough, somebody frees another. */
    void leave(Worker worker, Block block) {
        left.add(block);
        if (count.incrementAndGet() > most) {
            takeOne(worker);
        }
    }

    private boolean takeOne(Worker worker) {
        Block block = left.poll();
        if (block == null) {
            return false;
        }
        count.decrementAndGet();
        worker.free(block);
        return true;
    }

    void freeAll(Worker worker) {
        while (takeOne(worker)) {
            // The next one.
        }
    }
}
