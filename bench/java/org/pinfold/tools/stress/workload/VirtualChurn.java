package org.pinfold.tools.stress.workload;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.pinfold.tools.oracle.Violations;

/**
 * Waves of virtual threads, one for each worker at once. Each allocates a handful of blocks, lets others run between
 * any two, leaves one of them to a later thread and frees the others. All of a wave hold their blocks at the same time
 * in every second wave.
 */
final class VirtualChurn extends Workload {
    private static final int WAVE = 250;
    private static final int HANDFUL = 6;
    private static final int BACKLOG = 2_000;
    private static final int LEAST_LOG = 4;
    private static final int OCTAVES = 8;

    private final int threads;
    private final Violations violations;
    private final Backlog backlog = new Backlog(BACKLOG);
    private final LongAdder lives = new LongAdder();

    VirtualChurn(Fixture fixture) {
        threads = fixture.threads();
        violations = fixture.violations();
    }

    @Override
    public long mostLive() {
        return (BACKLOG + (long) threads * WAVE * HANDFUL) << LEAST_LOG + OCTAVES;
    }

    @Override
    public void work(Worker worker) throws InterruptedException {
        while (worker.goesOn() && violations.none()) {
            CountDownLatch meeting = new CountDownLatch(worker.oneIn(2) ? WAVE : 0);
            CountDownLatch over = new CountDownLatch(WAVE);
            for (int i = 0; i < WAVE; i++) {
                Worker helper = worker.helper(2 * HANDFUL);
                Thread.ofVirtual().start(() -> {
                    try {
                        violations.guard(() -> live(helper, meeting));
                    } finally {
                        over.countDown();
                    }
                });
            }
            over.await();
            lives.add(WAVE);
        }
    }

    private void live(Worker worker, CountDownLatch meeting) {
        Block[] own = new Block[HANDFUL];
        try {
            for (int i = 0; i < HANDFUL; i++) {
                own[i] = worker.malloc(worker.octave(1 << LEAST_LOG + worker.below(1 + worker.below(OCTAVES))));
                Thread.yield();
            }
        } finally {
            meet(meeting);
        }
        backlog.leave(worker, own[0]);
        own[0] = null;
        Slots.freeAll(worker, own);
    }

    private static void meet(CountDownLatch meeting) {
        meeting.countDown();
        try {
            meeting.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void end(Worker worker) {
        backlog.freeAll(worker);
    }

    @Override
    public String remark() {
        return lives + " virtual threads lived";
    }
}
