package org.pinfold.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One byte a block: who has it, and of which kind it is. A block has one holder, and a free that is not the first one
 * is seen.
 *
 * <pre>
 *              carve             allocate               free
 *  UNCARVED ----------> cached ------------> allocated ------> cached --+
 *                         ^  |                    ^              |  ^   | allocate
 *                    take |  | goHome             +--------------+--|---+
 *                         |  v                            goHome |  | take
 *                       IN_SLAB <--------------------------------+  |
 *                            +--------------------------------------+
 * </pre>
 *
 * <p>A block of kind {@code k}, 1 to 127, that a user has is marked {@code k}; in a magazine it is marked {@code -k}.
 * IN_SLAB blocks hang in the chain of their slab's word. So the one byte that a free has to look at says both that the
 * block is live and which magazine it belongs in, and a place where no block begins can stand for UNCARVED. The marks
 * are the allocator's knowledge; nothing is kept in the block itself.
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
    /** Never given out by its slab, or no block begins here. */
    public static final byte UNCARVED = 0;
    /** In its slab's chain. */
    public static final byte IN_SLAB = Byte.MIN_VALUE;
    /** The largest kind. */
    public static final int MAX_KIND = Byte.MAX_VALUE;
    /** What {@code next…} functions answer when the operation does not apply; no state. */
    public static final int REFUSED = 1 << Byte.SIZE;
    /** What frees answer that do not pass; no kind. */
    public static final int NOT_ALLOCATED = 0;

    private static final VarHandle STATES = MethodHandles.arrayElementVarHandle(byte[].class);

    private BlockState() {
    }

    /** Whether a user has a block in this state, which is then its kind. */
    public static boolean isAllocated(byte state) {
        return state > 0;
    }

    /** Whether a block in this state lies in a magazine. */
    public static boolean isCached(byte state) {
        return state < 0 && state != IN_SLAB;
    }

    static int nextCarve(byte state, int kind) {
        return state == UNCARVED ? -kind : REFUSED;
    }

    static int nextAllocate(byte state, int kind) {
        return state == -kind ? kind : REFUSED;
    }

    static int nextFree(byte state) {
        return isAllocated(state) ? -state : REFUSED;
    }

    static int nextGoHome(byte state, int kind) {
        return state == -kind ? IN_SLAB : REFUSED;
    }

    static int nextTake(byte state, int kind) {
        return state == IN_SLAB ? -kind : REFUSED;
    }

    /** A fresh block goes to the caller's magazine. Plain: the caller's refill carved it. */
    public static boolean carve(byte[] states, int block, int kind) {
        return step(states, block, nextCarve(states[block], kind));
    }

    /**
     * A block from the caller's magazine goes to a user; false if it is not a cached one of this kind, which is the
     * trace of an earlier double free.
     */
    public static boolean allocate(byte[] states, int block, int kind) {
        if (states[block] != -kind) {
            return false;
        }
        states[block] = (byte) kind;
        return true;
    }

    /**
     * A user's block goes to the caller's magazine; sees every earlier free that happens before this one.
     *
     * @return the block's kind, or {@link #NOT_ALLOCATED}
     */
    public static int free(byte[] states, int block) {
        byte kind = states[block];
        if (kind <= 0) {
            return NOT_ALLOCATED;
        }
        states[block] = (byte) -kind;
        return kind;
    }

    /**
     * A user's block goes to the caller's magazine, or, whatever the timing, is somebody else's already.
     *
     * @return the block's kind, or {@link #NOT_ALLOCATED}
     */
    public static int freeExactly(byte[] states, int block) {
        byte kind = states[block];
        // Linearization point: one of all racing frees turns the mark.
        return kind > 0 && STATES.compareAndSet(states, block, kind, (byte) -kind) ? kind : NOT_ALLOCATED;
    }

    /** A block from the caller's magazine goes home to its slab; for who has admitted it to a chain. */
    public static boolean goHome(byte[] states, int block, int kind) {
        return step(states, block, nextGoHome(states[block], kind));
    }

    /** A block of the chain that the caller took goes to its magazine. */
    public static boolean take(byte[] states, int block, int kind) {
        return step(states, block, nextTake(states[block], kind));
    }

    private static boolean step(byte[] states, int block, int after) {
        if (after == REFUSED) {
            return false;
        }
        states[block] = (byte) after;
        return true;
    }
}
