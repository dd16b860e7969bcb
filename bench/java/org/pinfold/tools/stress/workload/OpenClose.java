package org.pinfold.tools.stress.workload;

import org.pinfold.tools.oracle.HeapsUnderFire;

/** Heaps are opened, used by as many threads as there are workers, and closed meanwhile: {@link HeapsUnderFire}. */
final class OpenClose extends Workload {
    private static final long LIMIT = 64 << 20;

    private final HeapsUnderFire fire;
    private final int threads;
    private int heaps;

    OpenClose(Fixture fixture) {
        threads = fixture.threads();
        fire = new HeapsUnderFire(fixture.view(), threads, fixture.seed(), HeapsUnderFire.Fault.NONE,
                fixture.violations());
    }

    @Override
    public long mostLive() {
        return LIMIT;
    }

    /** It has threads of its own: one worker waits for them, the others have nothing to do. */
    @Override
    public void work(Worker worker) throws InterruptedException {
        while (worker.number() == 0 && worker.goesOn()) {
            long before = fire.operations();
            fire.closeOne(heaps++);
            worker.did((fire.operations() - before) / threads);
        }
    }

    @Override
    public void end(Worker worker) {
        fire.close();
    }

    @Override
    public long ownOperations() {
        return fire.operations();
    }

    @Override
    public String remark() {
        return heaps + " heaps closed, " + fire;
    }
}
