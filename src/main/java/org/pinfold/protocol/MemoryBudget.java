package org.pinfold.protocol;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory a heap may have: the amount in use never exceeds the limit, nor the limits of its parents.
 *
 * <p>The check and the addition are one compareAndSet; to check first and add afterwards would let two callers pass
 * the limit together. With a parent, the child takes first and the parent second, and the child gives back what its
 * parent refuses. Giving back goes the other way, parent first. So a child always has in use at least what it has of
 * its parent, and its own limit bounds that, too. A take may be refused for the sake of another one that its parent
 * refuses afterwards.
 *
 * <p>The limit may be changed at any time. A limit below what is in use takes nothing away; it forbids more until
 * enough has been given back. A take that overlaps a change may be judged by either limit, and refused by what was in
 * use before the change. Lock-free. Amounts and limits are not negative; the unit is the caller's.
 */
public final class MemoryBudget {
    /** What {@code next…} functions answer when the operation does not apply. */
    static final long REFUSED = -1L;

    private final MemoryBudget parent;
    private final AtomicLong used = new AtomicLong();
    private volatile long limit;

    /** A budget of which nothing is used, under no other. */
    public MemoryBudget(long limit) {
        this(limit, null);
    }

    /** A budget of which nothing is used; what is taken from it is taken from {@code parent} too, if there is one. */
    public MemoryBudget(long limit, MemoryBudget parent) {
        this.limit = limit;
        this.parent = parent;
    }

    static long nextTake(long used, long amount, long limit) {
        return amount <= limit - used ? used + amount : REFUSED;
    }

    static long nextGiveBack(long used, long amount) {
        return amount <= used ? used - amount : REFUSED;
    }

    /** The most that can be in use; a parent may allow less. */
    public long limit() {
        return limit;
    }

    /** Changes the limit, for takes that begin afterwards. */
    public void setLimit(long bytes) {
        limit = bytes;
    }

    /** What is in use now. */
    public long used() {
        return used.get();
    }

    /** The budget that this one takes from as well, or null. */
    public MemoryBudget parent() {
        return parent;
    }

    /** Takes {@code amount}, or takes nothing and answers false. */
    public boolean tryTake(long amount) {
        if (!tryTakeHere(amount)) {
            return false;
        }
        if (parent == null || parent.tryTake(amount)) {
            return true;
        }
        giveBackHere(amount);
        return false;
    }

    private boolean tryTakeHere(long amount) {
        for (;;) {
            long current = used.get();
            long next = nextTake(current, amount, limit);
            if (next == REFUSED) {
                return false;
            }
            // Linearization point, of a budget without a parent.
            if (used.compareAndSet(current, next)) {
                return true;
            }
        }
    }

    /**
     * Gives {@code amount} back.
     *
     * @throws IllegalStateException if less is in use; then nothing has changed, unless others gave back meanwhile
     */
    public void giveBack(long amount) {
        if (parent != null) {
            // Before the parent changes: who gives back more than there is must not take it from the other children.
            nextOrThrow(used.get(), amount);
            parent.giveBack(amount);
        }
        giveBackHere(amount);
    }

    private void giveBackHere(long amount) {
        for (;;) {
            long current = used.get();
            long next = nextOrThrow(current, amount);
            // Linearization point.
            if (used.compareAndSet(current, next)) {
                return;
            }
        }
    }

    private static long nextOrThrow(long used, long amount) {
        long next = nextGiveBack(used, amount);
        if (next == REFUSED) {
            throw new IllegalStateException("gave back " + amount + " of " + used + " in use");
        }
        return next;
    }
}
