package org.pinfold.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lends what belongs to no thread to one at a time: by trying, never by waiting.
 *
 * <p>The word is the number of the thread that has the stripe, or {@link #FREE}. A claim is one compareAndSet from
 * FREE. Whoever is refused goes elsewhere; so a claimant that is suspended, or never comes back, stalls nobody and
 * costs no more than this stripe. Only the claimant may release, and a second release is refused, because the word
 * then has another number in it or none.
 *
 * <p>Access modes. The claim is a volatile compareAndSet, and the release a setRelease: whatever the claimant wrote
 * while it had the stripe is ordered before the release, and so before the next claim, which reads the released word.
 * Nothing has to be ordered after the release: a claimant that released looks at nothing of the stripe any more, and
 * who reads FREE late only passes the stripe by. Obstruction-free and lock-free: no step waits for another thread.
 */
public class StripeClaim {
    /** The number of no thread. */
    public static final long FREE = 0;

    /** What {@code next…} functions answer when the operation does not apply; no thread's number. */
    static final long REFUSED = -1L;

    /** In longs: two cache lines, as processors fetch neighbours in pairs. */
    private static final int APART = 16;
    private static final VarHandle CLAIMANT = MethodHandles.arrayElementVarHandle(long[].class);

    /**
     * The word is the element at {@link #APART}; nothing else is ever written within that distance. Stripes are made
     * one after the other and would else share cache lines, and each claim would take the line from the claimants of
     * the others.
     */
    private final long[] claimant = new long[2 * APART + 1];

    static long nextClaim(long claimant, long thread) {
        return claimant == FREE ? thread : REFUSED;
    }

    static long nextRelease(long claimant, long thread) {
        return claimant == thread ? FREE : REFUSED;
    }

    /**
     * Claims the stripe if nobody has it.
     *
     * @param thread the number of the calling thread, greater than 0
     * @return whether the caller has it now
     */
    public final boolean tryClaim(long thread) {
        long current = (long) CLAIMANT.getVolatile(claimant, APART);
        // Linearization point: the compareAndSet, or the read above where another thread has the stripe.
        return nextClaim(current, thread) != REFUSED && CLAIMANT.compareAndSet(claimant, APART, FREE, thread);
    }

    /**
     * Releases the stripe.
     *
     * @param thread the number of the calling thread
     * @return false if the caller does not have it, and then nothing has changed
     */
    public final boolean release(long thread) {
        // Only the claimant's own writes can make the two equal, so a plain check before the store cannot be overtaken.
        if (nextRelease((long) CLAIMANT.getVolatile(claimant, APART), thread) == REFUSED) {
            return false;
        }
        CLAIMANT.setRelease(claimant, APART, FREE); // Linearization point.
        return true;
    }
}
