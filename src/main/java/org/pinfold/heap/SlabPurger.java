package org.pinfold.heap;

import java.util.BitSet;
import org.pinfold.protocol.BlockState;
import org.pinfold.protocol.RemoteFreeQueue;
import org.pinfold.protocol.SlabPurge;
import org.pinfold.protocol.SlabWord;

/**
 * Gives the pages of a slab's free blocks back to the system. For one thread at a time; it has the blocks to itself
 * meanwhile, as {@link SlabPurge} tells, and a pin on the superslab.
 *
 * <p>Of the blocks of the chain those are left alone of which the state is another than that of a block at home: two
 * frees have raced, and a user may have the block.
 */
final class SlabPurger {
    private final Depot depot;
    private final Range range;
    private final BitSet free = new BitSet();
    /** Of the blocks that are the caller's: the chain that they go home in. */
    private int head;
    private int tail;
    private int blocks;
    private long bytes;

    SlabPurger(Depot depot, Range range) {
        this.depot = depot;
        this.range = range;
    }

    /** Purges, and answers how many bytes. */
    long purge(Slab slab) {
        slab.beginPurge();
        boolean withRest = !slab.isClean();
        long word = SlabPurge.take(slab, withRest);
        return word == SlabWord.REFUSED ? 0 : purge(slab, word, withRest ? slab.capacity() : SlabWord.carved(word));
    }

    /** First the blocks become one chain, which goes home also if the Java heap has no room for the rest. */
    private long purge(Slab slab, long word, int carved) {
        bytes = 0;
        head = SlabWord.head(word);
        tail = RemoteFreeQueue.UNKNOWN;
        blocks = SlabWord.count(word);
        try {
            carve(slab, SlabWord.carved(word), carved);
            free.clear();
            free.set(SlabWord.carved(word), carved);
            adopt(slab, word);
            new PageRuns(slab, free, range.purgeGranule()).forEach(this::discard);
            return bytes;
        } finally {
            if (blocks > 0) {
                depot.pushPurged(slab, head, tail, blocks);
            }
        }
    }

    private void discard(long address, long length) {
        range.discard(address, length);
        bytes += length;
    }

    /** Those of the chain as it was taken. */
    private void adopt(Slab slab, long word) {
        int last = tail;
        int block = SlabWord.head(word);
        for (int i = SlabWord.count(word); i > 0; i--) {
            if (slab.state(block) == BlockState.IN_SLAB) {
                free.set(block);
            }
            last = block;
            block = slab.next(block);
        }
        tail = last;
    }

    /** Blocks that nobody ever had are put in front of the chain, the first of them first. */
    private void carve(Slab slab, int from, int end) {
        for (int block = end - 1; block >= from; block--) {
            slab.carve(block);
            slab.goHome(block);
            if (blocks == 0) {
                tail = block;
            } else {
                slab.link(block, head);
            }
            head = block;
            blocks++;
        }
    }
}
