package org.pinfold.tools.stress.workload;

import java.util.concurrent.atomic.LongAdder;
import org.pinfold.HeapStats;
import org.pinfold.tools.oracle.Violations;

/**
 * Platform threads are born and die, as many at once as there are workers. Each frees half of the blocks that it
 * allocates, so that it dies with a stocked cache, and leaves the other half to later ones. Some send their cache home
 * themselves.
 *
 * <p>At a quiesce all of them are dead, and no block may lie in a cache.
 */
final class ThreadChurn extends Workload {
    private static final int BLOCKS = 40;
    private static final int BACKLOG = 4_000;
    private static final int LEAST_LOG = 4;
    private static final int OCTAVES = 9;
    private static final int FLUSHES_ONE_IN = 8;

    private final Fixture fixture;
    private final Violations violations;
    private final Backlog backlog = new Backlog(BACKLOG);
    private final LongAdder deaths = new LongAdder();

    ThreadChurn(Fixture fixture) {
        this.fixture = fixture;
        this.violations = fixture.violations();
    }

    @Override
    public long mostLive() {
        return (BACKLOG + 2L * BLOCKS * fixture.threads()) << LEAST_LOG + OCTAVES;
    }

    @Override
    public void work(Worker worker) throws InterruptedException {
        while (worker.goesOn() && violations.none()) {
            Thread thread = Thread.ofPlatform().start(() -> violations.guard(() -> live(worker)));
            thread.join();
            deaths.increment();
        }
    }

    private void live(Worker worker) {
        Block[] own = new Block[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            own[i] = worker.malloc(worker.octave(1 << LEAST_LOG + worker.below(1 + worker.below(OCTAVES))));
        }
        for (int i = 0; i < BLOCKS; i++) {
            if (i % 2 == 0) {
                worker.free(own[i]);
            } else {
                backlog.leave(worker, own[i]);
            }
        }
        if (worker.oneIn(FLUSHES_ONE_IN)) {
            fixture.target().flushThreadCache();
        }
    }

    @Override
    public void judge(HeapStats stats) {
        violations.expectEqual("bytes in caches of dead threads", 0, stats.cachedBytes());
    }

    @Override
    public void end(Worker worker) {
        backlog.freeAll(worker);
        fixture.target().flushThreadCache();
    }

    @Override
    public String remark() {
        return deaths + " threads died";
    }
}
