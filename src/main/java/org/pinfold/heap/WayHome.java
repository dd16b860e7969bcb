package org.pinfold.heap;

import java.util.function.LongConsumer;

/**
 * How one thread sends blocks home that are marked as cached: sorted into chains, one push a slab.
 *
 * <p>Of a block that two racing frees put into two magazines, the second entry is found here, or at a refill, and
 * dropped; the slow path asks for it by {@link #takeFoundTwice} when it may throw.
 */
final class WayHome {
    private final Directory directory;
    private final ChainTable chains;
    private long foundTwice;
    /** Kept, as one made for each refill would be garbage. */
    private final LongConsumer twice = this::noteFoundTwice;

    WayHome(Depot depot) {
        this.directory = depot.directory();
        this.chains = new ChainTable(depot);
    }

    /** Sends all blocks of a full magazine home. */
    void send(long[] full) {
        for (long block : full) {
            add(block);
        }
        arrive();
    }

    /** Adds a block to what goes home with the next {@link #arrive}; {@link ThreadCache#NEVER_USED} may be added. */
    void add(long entry) {
        long address = entry & ~ThreadCache.NEVER_USED;
        Slab slab = directory.slabAt(address);
        int block = Slab.blockAt(slab, address);
        if (block >= 0 && slab.goHome(block)) {
            chains.add(slab, block);
        } else {
            noteFoundTwice(address);
        }
    }

    /** Brings home what was added. */
    void arrive() {
        chains.pushAll();
    }

    private void noteFoundTwice(long address) {
        foundTwice = address;
    }

    /** To be told of each block that turns out to have a second entry. */
    LongConsumer twice() {
        return twice;
    }

    /** A block of which a second entry was found since the last call, or 0. */
    long takeFoundTwice() {
        long address = foundTwice;
        foundTwice = 0;
        return address;
    }

    /** What it costs on the Java heap, in bytes. */
    static long metadataBytes() {
        return ChainTable.metadataBytes() + 48;
    }
}
