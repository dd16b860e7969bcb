package org.pinfold.tools.stress.workload;

import java.util.concurrent.atomic.AtomicReference;

/**
 * After larson, by Larson and Krishnan: a server whose threads come and go. Each worker has an array of blocks of 8 to
 * 1,000 bytes and replaces random ones; after 4,096 replacements it exchanges its array for the one that lies in a
 * common place, so that blocks go from thread to thread.
 */
final class Larson extends Workload {
    private static final int SLOTS = 1_000;
    private static final int REPLACED = 4_096;
    private static final int LEAST = 8;
    private static final int MOST = 1_000;

    private final Block[][] slots;
    private final AtomicReference<Block[]> common = new AtomicReference<>(new Block[SLOTS]);

    Larson(Fixture fixture) {
        slots = new Block[fixture.threads()][SLOTS];
    }

    @Override
    public long mostLive() {
        return (slots.length + 1L) * SLOTS * MOST;
    }

    @Override
    public void work(Worker worker) {
        while (worker.goesOn()) {
            Block[] own = slots[worker.number()];
            for (int i = 0; i < REPLACED; i++) {
                int slot = worker.below(SLOTS);
                worker.free(own[slot]);
                own[slot] = worker.malloc(LEAST + worker.below(MOST - LEAST + 1));
            }
            slots[worker.number()] = common.getAndSet(own);
        }
    }

    @Override
    public void end(Worker worker) {
        for (Block[] own : slots) {
            Slots.freeAll(worker, own);
        }
        Slots.freeAll(worker, common.get());
    }
}
