package org.pinfold.tools.stress.workload;

import org.pinfold.tools.oracle.SharedTable;

/** Shared blocks that are read by some while others free them: a {@link SharedTable}. */
final class SharedBlocks extends Workload {
    private final int threads;
    private final SharedTable table;

    SharedBlocks(Fixture fixture) {
        threads = fixture.threads();
        table = new SharedTable(fixture.target(), fixture.heap(), fixture.violations());
    }

    /** Blocks that were freed are there as long as they are pinned. */
    @Override
    public long mostLive() {
        return (SharedTable.PLACES + 2L * threads * SharedTable.HELD) * SharedTable.LARGE;
    }

    @Override
    public void work(Worker worker) {
        table.work(worker.random(), worker::takesAStep);
    }

    @Override
    public void end(Worker worker) {
        table.clear();
    }

    @Override
    public long ownOperations() {
        return table.checked();
    }

    @Override
    public String remark() {
        return table.toString();
    }
}
