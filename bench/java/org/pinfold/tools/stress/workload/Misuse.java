package org.pinfold.tools.stress.workload;

import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import org.pinfold.tools.oracle.Target;

/**
 * Blocks of 16 bytes to 512 KiB are freed, and then freed again and again by all threads at once: a million times in
 * all, if no other number is asked for. While they do so nobody allocates. So each of these frees has to be reported:
 * of a block that another thread has freed, that lies in a cache or at home, the pages of which have gone back.
 */
final class Misuse extends Workload {
    private static final long USUAL = 1_000_000;
    private static final int BLOCKS = 250;
    private static final int TIMES = 16;
    private static final int LEAST_LOG = 4;
    private static final int OCTAVES = 15;

    private final Target target;
    private final Misuses misuses;
    private final Block[][] freed;
    private final Phaser allFreed;
    private final long wanted;
    private final AtomicLong begun = new AtomicLong();

    Misuse(Fixture fixture) {
        target = fixture.target();
        misuses = fixture.misuses();
        freed = new Block[fixture.threads()][BLOCKS];
        allFreed = new Phaser(fixture.threads());
        wanted = fixture.operations() == 0 ? USUAL : fixture.operations();
    }

    /** The mean of the sizes is two octaves below the largest. */
    @Override
    public long mostLive() {
        return (long) freed.length * BLOCKS << LEAST_LOG + OCTAVES - 2;
    }

    /** A worker that fails before all have freed their blocks is not waited for. */
    @Override
    public void work(Worker worker) {
        Block[] own = freed[worker.number()];
        boolean done = false;
        try {
            for (int i = 0; i < BLOCKS; i++) {
                own[i] = worker.malloc(worker.octave(1 << LEAST_LOG + worker.below(OCTAVES)));
            }
            for (Block block : own) {
                worker.free(block);
            }
            done = true;
        } finally {
            if (!done) {
                allFreed.arriveAndDeregister();
            }
        }
        allFreed.arriveAndAwaitAdvance();
        for (int i = 0; i < BLOCKS * TIMES && begun.getAndIncrement() < wanted; i++) {
            long address = freed[worker.below(freed.length)][worker.below(BLOCKS)].address();
            misuses.expectReport("a second free of", address, () -> target.free(address));
        }
    }

    @Override
    public boolean hasMore(boolean asked) {
        return begun.get() < wanted;
    }

    @Override
    public long ownOperations() {
        return Math.min(begun.get(), wanted);
    }
}
