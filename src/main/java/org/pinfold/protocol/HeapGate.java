package org.pinfold.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Closes a heap under its users: after the end nothing is in flight, and nothing starts.
 *
 * <pre>
 *  63 62 61                                                               0
 * +-----+------------------------------------------------------------------+
 * |state|                        operations in flight                      |
 * +-----+------------------------------------------------------------------+
 * </pre>
 *
 * <p>OPEN: operations come and go. CLOSING: none may enter; the last one that leaves closes. CLOSED: final. To enter is
 * to look at the state and to count oneself in one compareAndSet, so there is no second look to forget; the step to
 * CLOSED is made by the close that finds nothing in flight or by the last operation that leaves, in its own
 * compareAndSet, and whoever makes it does what closing leaves to do.
 *
 * <p>Lock-free; nobody waits for anybody. Not guaranteed: when the heap is closed, if an operation in flight never
 * leaves; that one close succeeds while others enter and leave for ever.
 */
public final class HeapGate {
    /** Operations come and go. */
    static final int OPEN = 0;
    /** No operation may enter. */
    static final int CLOSING = 1;
    /** Nothing is in flight, for good. */
    static final int CLOSED = 2;

    /** What {@code next…} functions answer when the operation does not apply; never a word. */
    static final long REFUSED = -1L;

    private static final int STATE_SHIFT = 62;
    private static final long IN_FLIGHT_MASK = (1L << STATE_SHIFT) - 1;
    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(HeapGate.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What a close has brought about. */
    public enum Closing {
        /** Another close came first; it need not have ended. */
        ALREADY,
        /** Nothing more enters; the last operation that leaves ends it. */
        PENDING,
        /** Nothing was in flight: the caller ends it. */
        DONE
    }

    /** Written by compareAndSet only. Zero: OPEN, nothing in flight. */
    private volatile long word;

    /** The state: OPEN, CLOSING or CLOSED. */
    static int state(long word) {
        return (int) (word >>> STATE_SHIFT);
    }

    /** How many operations are in flight. */
    static long inFlight(long word) {
        return word & IN_FLIGHT_MASK;
    }

    static long pack(int state, long inFlight) {
        return (long) state << STATE_SHIFT | inFlight;
    }

    /** One operation more, if the gate is OPEN. */
    static long nextEnter(long word) {
        return state(word) == OPEN && inFlight(word) < IN_FLIGHT_MASK ? word + 1 : REFUSED;
    }

    /** One operation less; the last one out of a CLOSING gate makes it CLOSED. */
    static long nextExit(long word) {
        if (inFlight(word) == 0) {
            return REFUSED;
        }
        return state(word) == CLOSING && inFlight(word) == 1 ? pack(CLOSED, 0) : word - 1;
    }

    /** OPEN becomes CLOSING, or CLOSED where nothing is in flight. */
    static long nextClose(long word) {
        if (state(word) != OPEN) {
            return REFUSED;
        }
        return pack(inFlight(word) == 0 ? CLOSED : CLOSING, inFlight(word));
    }

    /** Whether operations may enter. */
    public boolean isOpen() {
        return state(getVolatile()) == OPEN;
    }

    /** The word now; a volatile read. */
    long getVolatile() {
        return (long) WORD.getVolatile(this);
    }

    /** Counts the caller in; false if the gate is not open. */
    public boolean enter() {
        for (;;) {
            long current = getVolatile();
            long next = nextEnter(current);
            if (next == REFUSED) {
                return false;
            }
            // Linearization point.
            if (WORD.compareAndSet(this, current, next)) {
                return true;
            }
        }
    }

    /**
     * Counts the caller out, who has entered.
     *
     * @return whether the caller has closed the gate by that, and has to do what closing leaves to do
     * @throws IllegalStateException if nothing is in flight
     */
    public boolean exit() {
        for (;;) {
            long current = getVolatile();
            long next = nextExit(current);
            if (next == REFUSED) {
                throw new IllegalStateException("exit without enter: " + toString(current));
            }
            // Linearization point: the last one out of a CLOSING gate closes it.
            if (WORD.compareAndSet(this, current, next)) {
                return state(next) == CLOSED;
            }
        }
    }

    /** Lets nothing more in. */
    public Closing close() {
        for (;;) {
            long current = getVolatile();
            long next = nextClose(current);
            if (next == REFUSED) {
                return Closing.ALREADY;
            }
            // Linearization point: whatever has not entered by now is refused.
            if (WORD.compareAndSet(this, current, next)) {
                return state(next) == CLOSED ? Closing.DONE : Closing.PENDING;
            }
        }
    }

    /** The fields in words, for messages and tests. */
    static String toString(long word) {
        String state = switch (state(word)) {
            case OPEN -> "OPEN";
            case CLOSING -> "CLOSING";
            default -> "CLOSED";
        };
        return state + " inFlight=" + inFlight(word);
    }
}
