package org.pinfold.tools.stress.workload;

/** The time between two quiesces. It is over at a moment, or for each worker after its share of the operations. */
public final class Round {
    private final long end;
    private final long share;

    /**
     * A round that begins now.
     *
     * @param nanos how long it lasts at most
     * @param share of operations that a worker may do
     */
    public Round(long nanos, long share) {
        this.end = System.nanoTime() + nanos;
        this.share = share;
    }

    /** A worker's share. */
    long share() {
        return share;
    }

    /** Whether its time has come. */
    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}
