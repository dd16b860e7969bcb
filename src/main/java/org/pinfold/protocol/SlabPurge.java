package org.pinfold.protocol;

import static org.pinfold.protocol.SlabWord.DEAD;
import static org.pinfold.protocol.SlabWord.FULL;
import static org.pinfold.protocol.SlabWord.LISTED;
import static org.pinfold.protocol.SlabWord.NIL;
import static org.pinfold.protocol.SlabWord.REFUSED;
import static org.pinfold.protocol.SlabWord.carved;
import static org.pinfold.protocol.SlabWord.count;
import static org.pinfold.protocol.SlabWord.pack;
import static org.pinfold.protocol.SlabWord.state;

/**
 * Takes all free blocks of a slab for a moment, so that their pages can go back to the system while nobody has them.
 *
 * <p>The one who purges is a user like any other: what it takes counts as used, so the slab cannot die and its units
 * cannot go meanwhile; nobody else can take what it has; and the blocks come home by {@link RemoteFreeQueue#push}, as
 * all blocks do. No hold is needed, since a hold is no right: a holder who finds nothing forms another slab.
 *
 * <p>Guarantees: between the take and the push no block of the chain, and none of the carved rest, is anybody else's.
 * Lock-free, as {@link BatchRefill} is.
 */
public final class SlabPurge {
    private SlabPurge() {
    }

    /** The chain leaves, and with {@code rest} the blocks that were never carved; REFUSED if that is nothing. */
    static long nextTake(long word, int capacity, boolean rest) {
        int carved = rest ? capacity : carved(word);
        if (state(word) == DEAD || count(word) == 0 && carved == carved(word)) {
            return REFUSED;
        }
        int state = state(word) == LISTED && carved == capacity ? FULL : state(word);
        return pack(state, carved, 0, NIL);
    }

    /**
     * Takes all that is home.
     *
     * @param rest whether to carve all that is left to carve as well; those blocks begin at the index
     *     {@link SlabWord#carved} of the returned word
     * @return the word that was replaced, whose chain is the caller's, or {@link SlabWord#REFUSED} if there is nothing
     */
    public static long take(SlabWord slab, boolean rest) {
        for (;;) {
            long word = slab.getVolatile();
            long next = nextTake(word, slab.capacity(), rest);
            // Linearization point of a refusal: the read above.
            if (next == REFUSED) {
                return REFUSED;
            }
            // Linearization point: the blocks are the caller's, and the word counts them as used.
            if (slab.compareAndSet(word, next)) {
                return word;
            }
        }
    }
}
