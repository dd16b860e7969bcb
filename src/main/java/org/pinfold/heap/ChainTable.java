package org.pinfold.heap;

/**
 * Sorts the blocks of a magazine that goes home into chains, one a slab, so that each slab gets one push a batch.
 *
 * <p>A small direct-mapped table of open chains: a slab whose place is taken by another makes that one's chain be
 * pushed early, which costs one more push and loses nothing. A push that fails does not keep the others from being
 * made. Belongs to one thread.
 */
final class ChainTable {
    private static final int CHAINS = 64;

    private final Depot depot;
    private final Slab[] slabs = new Slab[CHAINS];
    private final int[] heads = new int[CHAINS];
    private final int[] tails = new int[CHAINS];
    private final int[] counts = new int[CHAINS];
    /** One bit a place that has a chain. */
    private long open;
    /** What the first push threw that failed since {@link #pushAll} last told, or null. */
    private RuntimeException failure;

    ChainTable(Depot depot) {
        this.depot = depot;
    }

    /** Adds a block that {@link Slab#goHome} has admitted as the end of a chain. */
    void add(Slab slab, int block) {
        if (!depot.experiments().remoteDrain()) {
            push(slab, block, block, 1);
            return;
        }
        int place = place(slab);
        Slab other = slabs[place];
        if (other == slab) {
            slab.link(block, heads[place]);
            heads[place] = block;
            counts[place]++;
            return;
        }
        int head = heads[place];
        int tail = tails[place];
        int count = counts[place];
        open |= 1L << place;
        slabs[place] = slab;
        heads[place] = block;
        tails[place] = block;
        counts[place] = 1;
        // Last, so that an exception out of it finds the new chain in the table.
        if (other != null) {
            push(other, head, tail, count);
        }
    }

    /** Pushes every open chain, and then throws what a push has thrown since the last call, if one has. */
    void pushAll() {
        while (open != 0) {
            int place = Long.numberOfTrailingZeros(open);
            Slab slab = slabs[place];
            // Before the push, which may not come back: what is pushed must not be pushed again.
            open &= open - 1;
            slabs[place] = null;
            push(slab, heads[place], tails[place], counts[place]);
        }
        RuntimeException first = failure;
        failure = null;
        if (first != null) {
            throw first;
        }
    }

    private void push(Slab slab, int head, int tail, int count) {
        try {
            depot.push(slab, head, tail, count);
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        }
    }

    private static int place(Slab slab) {
        int identity = slab.identity();
        return (identity ^ identity >>> 6) & CHAINS - 1;
    }

    /** What it costs on the Java heap, in bytes. */
    static long metadataBytes() {
        return 4 * (16 + 4 * CHAINS);
    }
}
