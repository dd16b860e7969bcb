package org.pinfold.protocol;

import java.util.function.IntUnaryOperator;

/** Slabs as the tables of the slab's word start from them, and batches as numbers that a table can name. */
final class SlabFixture {
    /** What {@link #take} answers for a slab that is not held, and {@link #loot} where there is nothing. */
    private static final int REFUSED = -1;

    private SlabFixture() {
    }

    /** A held slab: {@code carved} blocks were given out, and those of {@code home} came back in this order. */
    static SlabWord held(int capacity, int carved, int... home) {
        SlabWord slab = new SlabWord(0, capacity);
        if (carved > 0) {
            BatchRefill.refill(slab, carved);
        }
        for (int block : home) {
            push(slab, block);
        }
        return slab;
    }

    /** The same, let go by its holder: LISTED or FULL. */
    static SlabWord free(int capacity, int carved, int... home) {
        SlabWord slab = held(capacity, carved, home);
        BatchRefill.unhold(slab);
        return slab;
    }

    /** Admits these blocks and links them; answers false where one is not admitted. */
    static boolean chain(SlabWord slab, int... blocks) {
        for (int block : blocks) {
            if (!RemoteFreeQueue.admit(slab, block)) {
                return false;
            }
        }
        for (int i = 1; i < blocks.length; i++) {
            slab.link(blocks[i - 1], blocks[i]);
        }
        return true;
    }

    /** Brings these blocks home as one chain. */
    static Duty push(SlabWord slab, int... blocks) {
        return chain(slab, blocks) ? RemoteFreeQueue.push(slab, blocks[0], blocks[blocks.length - 1], blocks.length)
                : Duty.REFUSED;
    }

    /** Admits a block and makes it IN_SLAB, as a magazine does before it pushes. */
    static boolean goHome(SlabWord slab, byte[] states, int block, int kind) {
        return RemoteFreeQueue.admit(slab, block) && BlockState.goHome(states, block, kind);
    }

    /**
     * Takes a batch and names its blocks in order, chain first, by decimal digits: block 0 is 1, block 1 is 2.
     * An empty batch is 0.
     */
    static int take(SlabWord slab, int want) {
        long word = BatchRefill.refill(slab, want);
        if (word == SlabWord.REFUSED) {
            return REFUSED;
        }
        int fresh = BatchRefill.carving(word, slab.capacity(), want);
        return digits(slab, word, block -> BatchRefill.unlink(slab, block), fresh);
    }

    /** Names the blocks of a word that was taken: those of its chain, and so many that were carved. */
    private static int digits(SlabWord slab, long word, IntUnaryOperator next, int fresh) {
        int digits = 0;
        int block = SlabWord.head(word);
        for (int i = 0; i < SlabWord.count(word); i++) {
            digits = digits * 10 + block + 1;
            // A broken chain may lead out of the slab; the digits then match no outcome.
            block = block < slab.capacity() ? next.applyAsInt(block) : block;
        }
        for (int i = 0; i < fresh; i++) {
            digits = digits * 10 + SlabWord.carved(word) + i + 1;
        }
        return digits;
    }

    /** Takes what there is for a purge, and names it as {@link #take} does: the chain, then what was never carved. */
    static int loot(SlabWord slab, boolean rest) {
        long word = SlabPurge.take(slab, rest);
        if (word == SlabWord.REFUSED) {
            return REFUSED;
        }
        return digits(slab, word, slab::next, rest ? slab.capacity() - SlabWord.carved(word) : 0);
    }

    /** A whole purge of what is home: takes it, has it wiped, and brings it home; REFUSED if there is nothing. */
    static Duty purge(SlabWord slab, Runnable wipe) {
        long word = SlabPurge.take(slab, false);
        if (word == SlabWord.REFUSED) {
            return Duty.REFUSED;
        }
        wipe.run();
        return RemoteFreeQueue.push(slab, SlabWord.head(word), RemoteFreeQueue.UNKNOWN, SlabWord.count(word));
    }

    /** Takes all that is home, after holding the slab if it is LISTED. */
    static int takeRest(SlabWord slab) {
        BatchRefill.hold(slab);
        return take(slab, 0);
    }

    static String end(SlabWord slab) {
        return SlabWord.toString(slab.getVolatile());
    }
}
