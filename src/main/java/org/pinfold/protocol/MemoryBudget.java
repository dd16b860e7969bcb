package org.pinfold.protocol;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory a heap may have: the amount in use never exceeds the limit.
 *
 * <p>The check and the addition are one compareAndSet; to check first and add afterwards would let two callers pass
 * the limit together. Lock-free. The unit is the caller's.
 */
public final class MemoryBudget {
    /** What {@link #nextTake} answers when the limit forbids it. */
    static final long REFUSED = -1L;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** A budget of which nothing is used. */
    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    static long nextTake(long used, long amount, long limit) {
        return amount <= limit - used ? used + amount : REFUSED;
    }

    static long nextGiveBack(long used, long amount) {
        return amount <= used ? used - amount : REFUSED;
    }

    /** The most that can be in use. */
    public long limit() {
        return limit;
    }

    /** What is in use now. */
    public long used() {
        return used.get();
    }

    /** Takes {@code amount}, or takes nothing and answers false. */
    public boolean tryTake(long amount) {
        for (;;) {
            long current = used.get();
            long next = nextTake(current, amount, limit);
            if (next == REFUSED) {
                return false;
            }
            // Linearization point.
            if (used.compareAndSet(current, next)) {
                return true;
            }
        }
    }

    /**
     * Gives {@code amount} back.
     *
     * @throws IllegalStateException if less is in use
     */
    public void giveBack(long amount) {
        for (;;) {
            long current = used.get();
            long next = nextGiveBack(current, amount);
            if (next == REFUSED) {
                throw new IllegalStateException("gave back " + amount + " of " + current + " in use");
            }
            // Linearization point.
            if (used.compareAndSet(current, next)) {
                return;
            }
        }
    }
}
