package org.pinfold.tools.stress.workload;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * After mstress, from mimalloc's tests: an operation replaces the block in one of 1,024 random slots by one of a power
 * of two of 8 to 1,024 bytes or, one in a hundred, 64 times that; every fourth is then exchanged for what lies in that
 * slot of a common array. Now and then a worker frees all it has.
 */
final class Mstress extends Workload {
    private static final int SLOTS = 1_024;
    private static final int POWERS = 8;
    private static final int LEAST_LOG = 3;
    private static final int LARGER_LOG = 6;
    private static final int LARGER_ONE_IN = 100;
    private static final int EXCHANGED_ONE_IN = 4;
    private static final int FREES_ALL_ONE_IN = 1 << 14;
    /** At most, if a worker has had bad luck: one in fifty blocks is large. */
    private static final long MOST_A_SLOT = (8 << POWERS - 1) + (8 << POWERS - 1 + LARGER_LOG) / 50;

    private final Block[][] slots;
    private final AtomicReferenceArray<Block> common = new AtomicReferenceArray<>(SLOTS);

    Mstress(Fixture fixture) {
        slots = new Block[fixture.threads()][SLOTS];
    }

    @Override
    public long mostLive() {
        return (slots.length + 1) * SLOTS * MOST_A_SLOT;
    }

    @Override
    public void work(Worker worker) {
        Block[] own = slots[worker.number()];
        while (worker.goesOn()) {
            int slot = worker.below(SLOTS);
            worker.free(own[slot]);
            int log = LEAST_LOG + worker.below(POWERS) + (worker.oneIn(LARGER_ONE_IN) ? LARGER_LOG : 0);
            Block block = worker.malloc(1L << log);
            own[slot] = worker.oneIn(EXCHANGED_ONE_IN) ? worker.received(common.getAndSet(slot, block)) : block;
            if (worker.oneIn(FREES_ALL_ONE_IN)) {
                Slots.freeAll(worker, own);
            }
        }
    }

    @Override
    public void end(Worker worker) {
        for (Block[] own : slots) {
            Slots.freeAll(worker, own);
        }
        Slots.freeAll(worker, common);
    }
}
