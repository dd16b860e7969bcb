package org.pinfold.protocol;

import static org.pinfold.protocol.SlabWord.DEAD;
import static org.pinfold.protocol.SlabWord.FULL;
import static org.pinfold.protocol.SlabWord.HELD;
import static org.pinfold.protocol.SlabWord.LISTED;
import static org.pinfold.protocol.SlabWord.NIL;
import static org.pinfold.protocol.SlabWord.REFUSED;
import static org.pinfold.protocol.SlabWord.allHome;
import static org.pinfold.protocol.SlabWord.carved;
import static org.pinfold.protocol.SlabWord.count;
import static org.pinfold.protocol.SlabWord.pack;
import static org.pinfold.protocol.SlabWord.state;
import static org.pinfold.protocol.SlabWord.withState;

/**
 * The holder's side of a slab's word: hold it, take a batch with the counters in the same step, let it go.
 *
 * <p>A batch is the whole chain of blocks that are home plus, where that is less than wanted, blocks carved from the
 * untouched rest. Chain, {@code count} and {@code carved} change in one compareAndSet, so the counters of a batch can
 * be neither forgotten nor credited to another slab. What was taken is read off the word that the compareAndSet
 * replaced: {@link SlabWord#head} and {@link SlabWord#count} for the chain, {@link #carving} for the fresh blocks,
 * which begin at index {@link SlabWord#carved}.
 *
 * <p>Guarantees: no block is handed to two takers; {@code carved} never passes the capacity. Lock-free: an attempt
 * fails only because another thread's transition succeeded. Not guaranteed: that a holder still holds; it learns at
 * its next step, which is refused.
 */
public final class BatchRefill {
    private BatchRefill() {
    }

    /** LISTED becomes HELD. */
    static long nextHold(long word) {
        return state(word) == LISTED ? withState(word, HELD) : REFUSED;
    }

    /** The holder's batch: the chain leaves, fresh blocks are carved up to {@code want} in all. */
    static long nextRefill(long word, int capacity, int want) {
        if (state(word) != HELD) {
            return REFUSED;
        }
        return pack(HELD, carved(word) + carving(word, capacity, want), 0, NIL);
    }

    /** HELD becomes FULL, LISTED or, with every block home, DEAD. */
    static long nextUnhold(long word, int capacity) {
        if (state(word) != HELD) {
            return REFUSED;
        }
        if (allHome(word)) {
            return withState(word, DEAD);
        }
        boolean exhausted = count(word) == 0 && carved(word) == capacity;
        return withState(word, exhausted ? FULL : LISTED);
    }

    /** Any slab whose blocks are all home becomes DEAD, held or not. */
    static long nextRetire(long word) {
        return state(word) != DEAD && allHome(word) ? withState(word, DEAD) : REFUSED;
    }

    /** How many fresh blocks a refill that finds {@code word} carves. */
    public static int carving(long word, int capacity, int want) {
        return Math.min(Math.max(want - count(word), 0), capacity - carved(word));
    }

    /**
     * Adopts a listed slab.
     *
     * @return whether the caller now holds it
     */
    public static boolean hold(SlabWord slab) {
        for (;;) {
            long word = slab.getVolatile();
            long next = nextHold(word);
            if (next == REFUSED) {
                return false;
            }
            // Linearization point: the slab is ours as far as a hint can be.
            if (slab.compareAndSet(word, next)) {
                return true;
            }
        }
    }

    /**
     * Takes a batch. The caller owns the chain of the returned word and the blocks carved after it; where both are
     * empty, the slab is exhausted and unchanged.
     *
     * @param want how many blocks are wanted; the chain is taken whole even if it is longer
     * @return the word that was replaced, or {@link SlabWord#REFUSED} if the slab is not held
     */
    public static long refill(SlabWord slab, int want) {
        for (;;) {
            long word = slab.getVolatile();
            long next = nextRefill(word, slab.capacity(), want);
            if (next == REFUSED || next == word) {
                return next; // Linearization point of a refusal, and of an empty batch: the read above.
            }
            // Linearization point: chain and fresh blocks are the caller's, and the word counts them as used.
            if (slab.compareAndSet(word, next)) {
                return word;
            }
        }
    }

    /**
     * Takes the first block off a chain that {@link #refill} gave to the caller.
     *
     * @return the block after it, or {@link SlabWord#NIL}
     */
    public static int unlink(SlabWord slab, int block) {
        return slab.unlink(block);
    }

    /** Lets a held slab go; for its holder, and for anybody who finds the holder idle or dead. */
    public static Duty unhold(SlabWord slab) {
        for (;;) {
            long word = slab.getVolatile();
            long next = nextUnhold(word, slab.capacity());
            if (next == REFUSED) {
                return Duty.REFUSED;
            }
            // Linearization point: whoever made the slab LISTED or DEAD has the duty.
            if (slab.compareAndSet(word, next)) {
                return SlabWord.duty(word, next);
            }
        }
    }

    /** Kills a slab whose blocks are all home, whoever holds it; a stale holder's next step is refused. */
    public static Duty retire(SlabWord slab) {
        for (;;) {
            long word = slab.getVolatile();
            long next = nextRetire(word);
            if (next == REFUSED) {
                return Duty.REFUSED;
            }
            // Linearization point.
            if (slab.compareAndSet(word, next)) {
                return SlabWord.duty(word, next);
            }
        }
    }
}
