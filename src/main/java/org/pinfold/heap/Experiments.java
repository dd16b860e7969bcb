package org.pinfold.heap;

/**
 * Switches of the slow paths that show what each part is worth when it is measured or tested with and without it. Every
 * combination is a sound heap; users get {@link #DEFAULT} and no way to another one.
 *
 * @param batchRefill a refill moves as many blocks as the magazine wants. Off: it moves one. In either case it takes
 *     the chain of the blocks that are home whole, and what it does not move goes back as one chain
 * @param remoteDrain a flush brings the blocks of one slab home as one chain, by one compareAndSet, and so the owner of
 *     the slab is sent what others free in batches. Off: each block goes home by a compareAndSet of its own, whoever
 *     allocated it. How a refill drains what has come home is the same in either case
 * @param counterAudit a slab's books are checked after each refill, before each push and before its units go back, see
 *     {@link CounterAudit}; where they do not agree, the slab is put in quarantine and the caller gets an exception
 * @param pins a slab pins the superslab that it stands in. Off: it does not, and no superslab is retired before the
 *     heap ends, so that memory cannot go from under a slab in either case
 */
public record Experiments(boolean batchRefill, boolean remoteDrain, boolean counterAudit, boolean pins) {
    /** What users get. */
    public static final Experiments DEFAULT = new Experiments(true, true, false, true);

    /**
     * What the counter audit has come to.
     *
     * @param audits checks made: one for each refill, each push and each slab whose units go back
     * @param mismatches how many of them have failed
     * @param quarantined how many slabs are in quarantine
     */
    public record Counts(long audits, long mismatches, long quarantined) {
    }

    /** With another {@link #batchRefill}. */
    public Experiments withBatchRefill(boolean on) {
        return new Experiments(on, remoteDrain, counterAudit, pins);
    }

    /** With another {@link #remoteDrain}. */
    public Experiments withRemoteDrain(boolean on) {
        return new Experiments(batchRefill, on, counterAudit, pins);
    }

    /** With another {@link #counterAudit}. */
    public Experiments withCounterAudit(boolean on) {
        return new Experiments(batchRefill, remoteDrain, on, pins);
    }

    /** With another {@link #pins}. */
    public Experiments withPins(boolean on) {
        return new Experiments(batchRefill, remoteDrain, counterAudit, on);
    }
}
