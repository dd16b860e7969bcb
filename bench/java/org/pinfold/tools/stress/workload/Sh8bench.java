package org.pinfold.tools.stress.workload;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * After sh8bench, by MicroQuill: 1,024 blocks of 16 to 1,000 bytes, small ones more often, are allocated and then
 * freed, those with an even index newest first and then the others oldest first; one in sixteen is exchanged for what
 * lies in a common place, and freed by whoever finds it.
 */
final class Sh8bench extends Workload {
    private static final int BLOCKS = 1024;
    private static final int EXCHANGED_ONE_IN = 16;
    private static final int LARGEST = 1_000;

    private final int threads;
    private final AtomicReferenceArray<Block> common = new AtomicReferenceArray<>(BLOCKS / EXCHANGED_ONE_IN);

    Sh8bench(Fixture fixture) {
        threads = fixture.threads();
    }

    @Override
    public long mostLive() {
        return (long) (threads * BLOCKS + common.length()) * LARGEST;
    }

    @Override
    public void work(Worker worker) {
        Block[] blocks = new Block[BLOCKS];
        while (worker.goesOn()) {
            for (int i = 0; i < BLOCKS; i++) {
                blocks[i] = worker.malloc(size(worker));
            }
            for (int i = 0; i < BLOCKS; i += EXCHANGED_ONE_IN) {
                blocks[i] = worker.received(common.getAndSet(i / EXCHANGED_ONE_IN, blocks[i]));
            }
            for (int i = BLOCKS - 2; i >= 0; i -= 2) {
                worker.free(blocks[i]);
            }
            for (int i = 1; i < BLOCKS; i += 2) {
                worker.free(blocks[i]);
            }
        }
    }

    /** Half of the blocks have 16 to 63 bytes, three eighths 64 to 255, one eighth more. */
    private static int size(Worker worker) {
        int kind = worker.below(8);
        if (kind < 4) {
            return 16 + worker.below(48);
        }
        return kind < 7 ? 64 + worker.below(192) : 256 + worker.below(LARGEST - 255);
    }

    @Override
    public void end(Worker worker) {
        Slots.freeAll(worker, common);
    }
}
