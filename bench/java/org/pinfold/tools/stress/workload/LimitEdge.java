package org.pinfold.tools.stress.workload;

import org.pinfold.tools.oracle.FullHeap;
import org.pinfold.tools.oracle.Target;

/** A heap that is full to its limit, in which threads take each other's places: {@link FullHeap}. */
final class LimitEdge extends Workload {
    private static final long LIMIT = 32 << 20;

    private final Target target;
    private final FullHeap full;
    private final int threads;
    private final long operations;
    private long told;

    LimitEdge(Fixture fixture) {
        threads = fixture.threads();
        operations = fixture.operations();
        target = fixture.view().apply(fixture.kind().build(FullHeap.options(LIMIT)));
        full = new FullHeap(target, LIMIT, threads, fixture.seed(), FullHeap.Fault.NONE,
                fixture.violations());
    }

    @Override
    public long mostLive() {
        return LIMIT;
    }

    /** It has threads of its own: one worker waits for them, the others have nothing to do. */
    @Override
    public void work(Worker worker) throws InterruptedException {
        if (worker.number() == 0) {
            full.run(() -> goesOn(worker));
        }
    }

    private boolean goesOn(Worker worker) {
        long exchanged = full.exchanged();
        worker.did((exchanged - told) / threads);
        told = exchanged;
        return worker.goesOn();
    }

    /** A phase has many operations: those of a round are not asked for again. */
    @Override
    public boolean hasMore(boolean asked) {
        return !full.hadAllKinds() || asked && (operations == 0 || full.exchanged() < operations);
    }

    @Override
    public void end(Worker worker) {
        target.close();
    }

    @Override
    public long ownOperations() {
        return full.exchanged();
    }

    @Override
    public String remark() {
        return full.toString();
    }
}
