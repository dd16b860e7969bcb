package org.pinfold.protocol;

import static org.pinfold.protocol.SlabWord.DEAD;
import static org.pinfold.protocol.SlabWord.HELD;
import static org.pinfold.protocol.SlabWord.LISTED;
import static org.pinfold.protocol.SlabWord.NIL;
import static org.pinfold.protocol.SlabWord.REFUSED;
import static org.pinfold.protocol.SlabWord.carved;
import static org.pinfold.protocol.SlabWord.count;
import static org.pinfold.protocol.SlabWord.head;
import static org.pinfold.protocol.SlabWord.pack;
import static org.pinfold.protocol.SlabWord.state;

/**
 * The freeing side of a slab's word: any thread pushes a chain of its own blocks home in one step.
 *
 * <p>A block is admitted first, by a compareAndSet on its link: a block that hangs in a chain already, or is about to,
 * is refused, whatever brought the caller to push it twice. The admitted blocks are linked with plain writes, which
 * nobody else may do now. The compareAndSet on the word then publishes the chain and adds its length to {@code count}.
 * A FULL slab becomes LISTED, and the caller has to announce it. A slab that nobody holds and whose last block comes
 * home dies in that same step, and the caller has to retire it; a held one stays with its holder.
 *
 * <p>Guarantees: no block hangs in a chain twice, none is lost; {@code count} equals the length of the chain; each
 * duty is given to one caller; DEAD is final. Lock-free. Assumes that the caller owns every block of the chain, which
 * {@link BlockState} makes true for blocks that users free.
 */
public final class RemoteFreeQueue {
    /** For {@link #push}: the last block of the chain is not known, its link is NIL. */
    public static final int UNKNOWN = -1;

    private RemoteFreeQueue() {
    }

    /** {@code blocks} blocks come home as a chain that begins at {@code head}. */
    static long nextPush(long word, int head, int blocks) {
        int count = count(word) + blocks;
        if (state(word) == DEAD || blocks < 1 || count > carved(word)) {
            return REFUSED;
        }
        if (state(word) == HELD) {
            return pack(HELD, carved(word), count, head);
        }
        return pack(count == carved(word) ? DEAD : LISTED, carved(word), count, head);
    }

    /**
     * Admits a block to the caller's next chain, as its end.
     *
     * @return false if the block hangs in a chain, or another thread has admitted it
     */
    public static boolean admit(SlabWord slab, int block) {
        // Linearization point: from here to the push the caller alone writes the block's link.
        return slab.admit(block);
    }

    /**
     * Brings a chain of {@code blocks} blocks home.
     *
     * @param head the first block; all of the chain are admitted, or left over from a chain that was taken
     * @param tail the last block, or {@link #UNKNOWN} if the chain ends in NIL and has not been walked
     * @param blocks the length of the chain, at least 1
     * @return the duty, or {@link Duty#REFUSED} if more blocks would be home than are out, which only a broken
     *     caller can bring about
     */
    public static Duty push(SlabWord slab, int head, int tail, int blocks) {
        int last = tail;
        for (;;) {
            long word = slab.getVolatile();
            long next = nextPush(word, head, blocks);
            if (next == REFUSED) {
                return Duty.REFUSED;
            }
            if (last == UNKNOWN && head(word) != NIL) {
                last = lastOf(slab, head, blocks);
            }
            if (last != UNKNOWN) {
                slab.link(last, head(word));
            }
            // Linearization point: the chain is home, counted and findable.
            if (slab.compareAndSet(word, next)) {
                return SlabWord.duty(word, next);
            }
        }
    }

    private static int lastOf(SlabWord slab, int head, int blocks) {
        int block = head;
        for (int i = 1; i < blocks; i++) {
            block = slab.next(block);
        }
        return block;
    }
}
