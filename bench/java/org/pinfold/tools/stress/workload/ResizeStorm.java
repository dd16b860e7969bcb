package org.pinfold.tools.stress.workload;

/**
 * Blocks are resized again and again, from 16 bytes to 1 MiB and some to 8 MiB: by a little, which often leaves them in
 * place; to about half or double; and to any size. A block keeps its content up to the smaller size.
 */
final class ResizeStorm extends Workload {
    private static final int SLOTS = 24;
    private static final int LEAST_LOG = 4;
    private static final int MOST_LOG = 20;
    private static final int HUGE_LOG = 22;
    private static final int HUGE_ONE_IN = 2_000;
    private static final int REPLACED_ONE_IN = 16;

    private final Block[][] slots;

    ResizeStorm(Fixture fixture) {
        slots = new Block[fixture.threads()][SLOTS];
    }

    @Override
    public long mostLive() {
        return slots.length * (((long) SLOTS << MOST_LOG - 1) + (2L << HUGE_LOG));
    }

    @Override
    public void work(Worker worker) {
        Block[] own = slots[worker.number()];
        while (worker.goesOn()) {
            int slot = worker.below(SLOTS);
            Block block = own[slot];
            if (block == null || worker.oneIn(REPLACED_ONE_IN)) {
                worker.freeSized(block);
                own[slot] = worker.malloc(any(worker));
            } else {
                own[slot] = worker.realloc(block, resized(worker, block.size()));
            }
        }
    }

    private static long resized(Worker worker, long size) {
        if (worker.oneIn(HUGE_ONE_IN)) {
            return worker.octave(1 << HUGE_LOG);
        }
        long wanted = switch (worker.below(4)) {
            case 0 -> size + worker.below(64) - 32;
            case 1 -> size / 2 + 1;
            case 2 -> 2 * size - 1;
            default -> any(worker);
        };
        return Math.clamp(wanted, 1L << LEAST_LOG, 1L << MOST_LOG);
    }

    private static long any(Worker worker) {
        return worker.octave(1 << LEAST_LOG + worker.below(MOST_LOG - LEAST_LOG));
    }

    @Override
    public void end(Worker worker) {
        for (Block[] own : slots) {
            Slots.freeAll(worker, own);
        }
    }
}
