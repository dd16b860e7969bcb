package org.pinfold.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One byte a block: who has it. A block has one holder, and a free that is not the first one is seen.
 *
 * <pre>
 *              carve            allocate              free
 *  UNCARVED ----------> CLEAN ------------> ALLOCATED ----> CACHED --+
 *                         |                     ^             |  ^   | allocate: back to ALLOCATED
 *                         | goHome              +-------------+--|---+
 *                         v                            goHome |  | take
 *                      IN_SLAB <------------------------------+  |
 *                         +--------------------------------------+
 * </pre>
 *
 * <p>CLEAN and CACHED blocks lie in a magazine; a CLEAN one was never handed out since its slab was formed. IN_SLAB
 * blocks hang in the chain of their slab's word. All five are states of the allocator's knowledge; nothing is kept in
 * the block itself.
 *
 * <p>Access modes. {@link #allocate}, {@link #goHome}, {@link #take} and {@link #carve} are plain: the caller has the
 * block to itself, and got it through its own magazine, a compareAndSet on the slab's word or an exchange of a spare
 * magazine, each of which orders these bytes. {@link #free} is plain too: a second free that is ordered after the
 * first by happens-before reads what the first wrote and is caught.
 *
 * <p>Of two plain frees that race, both may pass; then the block lies in two magazines, and {@link #allocate},
 * {@link #goHome} or {@link #take} refuses the second entry, because the state it expects is gone. Not guaranteed: that
 * it does, if those two race again, or if one of the frees was suspended between its load and its store and then undid
 * a later state. Whatever happens here, {@link RemoteFreeQueue#admit} keeps the block from hanging in a chain twice.
 * {@link #freeExactly} is a compareAndSet: of any number of frees exactly one passes, and none of this can happen.
 */
public final class BlockState {
    /** Never given out by its slab. */
    public static final byte UNCARVED = 0;
    /** In a magazine, never handed to a user since its slab was formed. */
    public static final byte CLEAN = 1;
    /** With a user. */
    public static final byte ALLOCATED = 2;
    /** In a magazine after a free. */
    public static final byte CACHED = 3;
    /** In its slab's chain. */
    public static final byte IN_SLAB = 4;
    /** What {@code next…} functions answer when the operation does not apply. */
    public static final byte REFUSED = -1;

    private static final VarHandle STATES = MethodHandles.arrayElementVarHandle(byte[].class);

    private BlockState() {
    }

    /** Whether a block in this state lies in a magazine and may be handed out. */
    public static boolean isCached(byte state) {
        return (state & 1) != 0;
    }

    static byte nextCarve(byte state) {
        return state == UNCARVED ? CLEAN : REFUSED;
    }

    static byte nextAllocate(byte state) {
        return state == CLEAN || state == CACHED ? ALLOCATED : REFUSED;
    }

    static byte nextFree(byte state) {
        return state == ALLOCATED ? CACHED : REFUSED;
    }

    static byte nextGoHome(byte state) {
        return state == CLEAN || state == CACHED ? IN_SLAB : REFUSED;
    }

    static byte nextTake(byte state) {
        return state == IN_SLAB ? CACHED : REFUSED;
    }

    /** A fresh block goes to the caller's magazine. Plain: the caller's refill carved it. */
    public static boolean carve(byte[] states, int block) {
        return step(states, block, nextCarve(states[block]));
    }

    /**
     * A block from the caller's magazine goes to a user.
     *
     * @return the state before, which is CLEAN or CACHED; anything else is the trace of an earlier double free, and
     *     then nothing has changed
     */
    public static byte allocate(byte[] states, int block) {
        byte before = states[block];
        if (isCached(before)) {
            states[block] = ALLOCATED;
        }
        return before;
    }

    /** A user's block goes to the caller's magazine; sees every earlier free that happens before this one. */
    public static boolean free(byte[] states, int block) {
        if (states[block] != ALLOCATED) {
            return false;
        }
        states[block] = CACHED;
        return true;
    }

    /** A user's block goes to the caller's magazine, or, whatever the timing, is somebody else's already. */
    public static boolean freeExactly(byte[] states, int block) {
        // Linearization point: one of all racing frees moves ALLOCATED to CACHED.
        return states[block] == ALLOCATED && STATES.compareAndSet(states, block, ALLOCATED, CACHED);
    }

    /** A block from the caller's magazine goes home to its slab; for who has admitted it to a chain. */
    public static boolean goHome(byte[] states, int block) {
        return step(states, block, nextGoHome(states[block]));
    }

    /** A block of the chain that the caller took goes to its magazine. */
    public static boolean take(byte[] states, int block) {
        return step(states, block, nextTake(states[block]));
    }

    private static boolean step(byte[] states, int block, byte after) {
        if (after == REFUSED) {
            return false;
        }
        states[block] = after;
        return true;
    }
}
