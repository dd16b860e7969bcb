package org.pinfold.tools.stress.workload;

import org.pinfold.HeapStats;

/**
 * What the threads of a campaign do to its heap. All of them are inside of {@link #work} at once; then, at a quiesce,
 * none is. What a worker has is kept from one round to the next, so that it is there when the heap is judged.
 */
public abstract class Workload {
    /** Does what a worker does until it does not go on. What this throws is a violation. */
    public abstract void work(Worker worker) throws InterruptedException;

    /** How many bytes are in blocks at once, at most; what the bounds on memory follow from. */
    public abstract long mostLive();

    /** Whether there is to be another round, when there is time and are operations for one, or not. */
    public boolean hasMore(boolean asked) {
        return asked;
    }

    /** Gives back what workers have kept. No other thread uses the heap. */
    public void end(Worker worker) {
    }

    /** Looks at the heap at a quiesce, besides what is looked at in any campaign. */
    public void judge(HeapStats stats) {
    }

    /** Operations that were not done by workers, in heaps of the workload's own. */
    public long ownOperations() {
        return 0;
    }

    /** What it came to, for the report, in a few words; or nothing. */
    public String remark() {
        return "";
    }
}
