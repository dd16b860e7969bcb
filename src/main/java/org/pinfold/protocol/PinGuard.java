package org.pinfold.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Decides when a superslab's memory may go back: never while pinned, exactly once, and eventually. A user's shared
 * block has a guard, too, which is never reopened.
 *
 * <pre>
 *  63                                34 33 32 31                             0
 * +------------------------------------+-----+-------------------------------+
 * |            generation              |state|             pins              |
 * +------------------------------------+-----+-------------------------------+
 * </pre>
 *
 * <p>LIVE: pins come and go. RETIRING: no new pins; the last unpin releases. RELEASED: the one caller who brought
 * this about gives the memory back, and afterwards may {@link #reopen} the guard with the next generation.
 *
 * <p>Invariants: RELEASED implies no pins; the state leaves LIVE once per generation. Retiring with no pins and the
 * last unpin while RETIRING both go to RELEASED in their own compareAndSet, so there is no moment in which a release
 * is due and nobody has it, and no second look that could be forgotten. A pin taken for a generation that is gone is
 * refused: the check of state and generation and the increment are one compareAndSet.
 *
 * <p>Lock-free; {@code unpin} and {@code retire} never wait for a pin. Not guaranteed: when a retired superslab is
 * released, if a pinner never unpins.
 */
public final class PinGuard {
    /** What {@code next…} functions answer when the operation does not apply; never a word (its state is unused). */
    static final long REFUSED = -1L;

    /** Pins come and go. */
    public static final int LIVE = 0;
    /** Closed to new pins. */
    public static final int RETIRING = 1;
    /** The memory belongs to the releaser. */
    public static final int RELEASED = 2;

    private static final long ONE_PIN = 1L;
    private static final long PINS_MASK = 0xFFFF_FFFFL;
    private static final int STATE_SHIFT = 32;
    private static final int GENERATION_SHIFT = 34;
    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(PinGuard.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Written by compareAndSet only. Zero: LIVE, generation 0, no pins. */
    private volatile long word;

    /** The state: LIVE, RETIRING or RELEASED. */
    public static int state(long word) {
        return (int) (word >>> STATE_SHIFT) & 3;
    }

    /** How many pins are held. */
    public static long pins(long word) {
        return word & PINS_MASK;
    }

    /** How often the guard was reopened. */
    public static long generation(long word) {
        return word >>> GENERATION_SHIFT;
    }

    static long pack(long generation, int state, long pins) {
        return generation << GENERATION_SHIFT | (long) state << STATE_SHIFT | pins;
    }

    /** One pin more, if the guard is LIVE in this very generation. */
    static long nextPin(long word, long generation) {
        boolean open = state(word) == LIVE && generation(word) == generation && pins(word) < PINS_MASK;
        return open ? word + ONE_PIN : REFUSED;
    }

    /** One pin less; the last one of a RETIRING guard makes it RELEASED. */
    static long nextUnpin(long word) {
        if (pins(word) == 0) {
            return REFUSED;
        }
        boolean last = state(word) == RETIRING && pins(word) == ONE_PIN;
        return last ? pack(generation(word), RELEASED, 0) : word - ONE_PIN;
    }

    /** LIVE becomes RETIRING, or RELEASED where nothing is pinned. */
    static long nextRetire(long word, long generation) {
        if (state(word) != LIVE || generation(word) != generation) {
            return REFUSED;
        }
        return pack(generation, pins(word) == 0 ? RELEASED : RETIRING, pins(word));
    }

    /** RELEASED becomes LIVE in the next generation. */
    static long nextReopen(long word) {
        return state(word) == RELEASED ? pack(generation(word) + 1, LIVE, 0) : REFUSED;
    }

    /** The word now; a volatile read. */
    public long getVolatile() {
        return (long) WORD.getVolatile(this);
    }

    /** The generation now, for a later {@link #tryPin}. */
    public long generation() {
        return generation(getVolatile());
    }

    /**
     * Pins the superslab if it still lives in {@code generation}.
     *
     * @return whether the caller has a pin, to be dropped once by {@link #unpin}
     */
    public boolean tryPin(long generation) {
        for (;;) {
            long current = getVolatile();
            long next = nextPin(current, generation);
            if (next == REFUSED) {
                return false;
            }
            // Linearization point: from here to unpin the memory stays.
            if (WORD.compareAndSet(this, current, next)) {
                return true;
            }
        }
    }

    /**
     * Drops a pin.
     *
     * @return whether the caller has to release the memory now
     * @throws IllegalStateException if nothing is pinned
     */
    public boolean unpin() {
        for (;;) {
            long current = getVolatile();
            long next = nextUnpin(current);
            if (next == REFUSED) {
                throw new IllegalStateException("unpin without a pin: " + toString(current));
            }
            // Linearization point: the pin is gone, and with it, if it was the last of a retired guard, the memory.
            if (WORD.compareAndSet(this, current, next)) {
                return state(next) == RELEASED;
            }
        }
    }

    /** What became of a call of {@link #retire}. */
    public enum Retirement {
        /** Not LIVE in that generation; nothing changed. */
        REFUSED,
        /** Closed to new pins; the last unpin will release. */
        DEFERRED,
        /** Released by this call: the caller gives the memory back. */
        RELEASED
    }

    /** Closes the guard to new pins for good (in this generation). */
    public Retirement retire(long generation) {
        for (;;) {
            long current = getVolatile();
            long next = nextRetire(current, generation);
            if (next == REFUSED) {
                return Retirement.REFUSED;
            }
            // Linearization point: no pin succeeds after this.
            if (WORD.compareAndSet(this, current, next)) {
                return state(next) == RELEASED ? Retirement.RELEASED : Retirement.DEFERRED;
            }
        }
    }

    /**
     * Opens the guard again for the next use of the same addresses.
     *
     * @return the new generation
     * @throws IllegalStateException if the guard is not RELEASED
     */
    public long reopen() {
        for (;;) {
            long current = getVolatile();
            long next = nextReopen(current);
            if (next == REFUSED) {
                throw new IllegalStateException("reopen of a guard that is not released: " + toString(current));
            }
            // Linearization point.
            if (WORD.compareAndSet(this, current, next)) {
                return generation(next);
            }
        }
    }

    /** The fields in words, for messages and tests. */
    public static String toString(long word) {
        String state = switch (state(word)) {
            case LIVE -> "LIVE";
            case RETIRING -> "RETIRING";
            default -> "RELEASED";
        };
        return state + " generation=" + generation(word) + " pins=" + pins(word);
    }
}
