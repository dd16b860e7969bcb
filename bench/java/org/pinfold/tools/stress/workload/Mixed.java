package org.pinfold.tools.stress.workload;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * All at once: each operation is drawn, from the family of {@code malloc}, on blocks of 16 bytes to 256 KiB and some to
 * 1 MiB, small ones more often. Every eighth block is exchanged with other threads. Seldom there is a burst, a
 * {@linkplain Blunders mistake}, or one of {@link RareActs}.
 */
final class Mixed extends Workload {
    private static final int SLOTS = 1_024;
    private static final int COMMON = 2_048;
    private static final int LEAST_LOG = 4;
    private static final int OCTAVES = 14;
    private static final int LARGE = 1 << 18;
    private static final int LARGE_OCTAVES = 2;
    private static final int LARGE_ONE_IN = 1 << 12;
    private static final int EXCHANGED_ONE_IN = 8;
    private static final int RESIZED_ONE_IN = 12;
    private static final int BURST_ONE_IN = 1 << 10;
    private static final int BURST = 64;
    private static final int FREES_ALL_ONE_IN = 1 << 16;
    private static final int BLUNDERS_ONE_IN = 1 << 10;
    private static final int RARE_ONE_IN = 1 << 14;
    private static final long MOST_A_SLOT = 4_096;
    private static final long MOST_LARGE = 64 << 20;

    private final DoubleFrees target;
    private final Block[][] slots;
    private final AtomicReferenceArray<Block> common = new AtomicReferenceArray<>(COMMON);
    private final Blunders blunders;
    private final RareActs rareActs;

    Mixed(Fixture fixture) {
        target = fixture.target();
        slots = new Block[fixture.threads()][SLOTS];
        blunders = new Blunders(fixture);
        rareActs = new RareActs(fixture, this::step);
    }

    @Override
    public long mostLive() {
        return (slots.length * SLOTS + COMMON) * MOST_A_SLOT + MOST_LARGE;
    }

    @Override
    public void work(Worker worker) throws InterruptedException {
        while (worker.goesOn()) {
            step(worker);
            if (worker.oneIn(RARE_ONE_IN)) {
                rareActs.one(worker);
            }
        }
    }

    private void step(Worker worker) {
        Block[] own = slots[worker.number()];
        int slot = worker.below(SLOTS);
        Block block = own[slot];
        if (block == null) {
            own[slot] = allocate(worker);
        } else if (worker.oneIn(RESIZED_ONE_IN)) {
            own[slot] = target.resize(worker, block, size(worker));
        } else if (worker.oneIn(EXCHANGED_ONE_IN)) {
            own[slot] = worker.received(common.getAndSet(worker.below(COMMON), block));
        } else {
            own[slot] = null;
            if (worker.oneIn(BLUNDERS_ONE_IN)) {
                blunders.one(worker, block);
            } else if (worker.oneIn(2)) {
                worker.free(block);
            } else {
                worker.freeSized(block);
            }
        }
        if (worker.oneIn(BURST_ONE_IN)) {
            burst(worker);
        }
        if (worker.oneIn(FREES_ALL_ONE_IN)) {
            Slots.freeAll(worker, own);
        }
    }

    private static Block allocate(Worker worker) {
        long size = size(worker);
        return switch (worker.below(10)) {
            case 0 -> worker.calloc(size);
            case 1 -> worker.aligned(16L << worker.below(9), size);
            default -> worker.malloc(size);
        };
    }

    /** The octave is the least of three draws. */
    private static int size(Worker worker) {
        if (worker.oneIn(LARGE_ONE_IN)) {
            return worker.octave(LARGE << worker.below(LARGE_OCTAVES));
        }
        int octave = Math.min(worker.below(OCTAVES), Math.min(worker.below(OCTAVES), worker.below(OCTAVES)));
        return worker.octave(1 << LEAST_LOG + octave);
    }

    /** Blocks of one size, freed in one order or the other: more than a magazine holds. */
    private static void burst(Worker worker) {
        int size = worker.octave(1 << LEAST_LOG + worker.below(OCTAVES - 4));
        Block[] blocks = new Block[BURST];
        for (int i = 0; i < BURST; i++) {
            blocks[i] = worker.malloc(size);
        }
        boolean newestFirst = worker.oneIn(2);
        for (int i = 0; i < BURST; i++) {
            worker.free(blocks[newestFirst ? BURST - 1 - i : i]);
        }
    }

    @Override
    public void end(Worker worker) {
        for (Block[] own : slots) {
            Slots.freeAll(worker, own);
        }
        Slots.freeAll(worker, common);
        blunders.close();
    }
}
