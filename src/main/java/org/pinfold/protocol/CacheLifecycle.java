package org.pinfold.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whose a thread's cache is, over the death of the thread, and who has its spare magazines.
 *
 * <p><b>The owner</b> is a thread's number, or {@link #NOBODY}. Numbers of threads are never used again, so a word
 * that holds one tells one thread from all others for ever, and keeps no thread reachable. Only the owner uses what is
 * in the cache, so a cache that a dead thread left is taken over as a whole, by one compareAndSet from the dead
 * thread's number to the claimant's: an ordinary ownership again. A claimant that dies in the middle of emptying the
 * cache is just another dead owner, found by the same rule; a flag "being emptied" would be left standing for ever.
 *
 * <p>The caller of {@link #claim} has found out that the owner is dead, by an answer that the dead thread's actions
 * happen before; so the plain contents of the cache are seen by the claimant. A cache that was given up is ordered by
 * the word: {@link #giveUp} is a volatile compareAndSet, and so is the claim that reads what it wrote.
 *
 * <p><b>A spare slot</b> holds one full magazine or null. It is only ever exchanged: of any number of takers one gets
 * the magazine, whether its owner, a claimant or somebody short of memory. What is in a magazine was written before
 * the exchange that put it there, and is read after the one that took it.
 *
 * <p>Lock-free: no operation has a loop. Not guaranteed: that a dead thread's cache is found; lookers do that.
 *
 * @param <M> what a spare slot holds
 */
public class CacheLifecycle<M> {
    /** The number of no thread. */
    public static final long NOBODY = 0;

    /** What {@code next…} functions answer when the operation does not apply; no owner's number. */
    static final long REFUSED = Long.MIN_VALUE;

    private static final VarHandle OWNER;
    private static final VarHandle SPARE = MethodHandles.arrayElementVarHandle(Object[].class);

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(CacheLifecycle.class, "owner", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long owner;
    private final Object[] spares;

    /**
     * A cache with empty spare slots.
     *
     * @param owner the number of the thread that it is for, or {@link #NOBODY}; a negative number is no thread's, so
     *     nobody claims such a cache
     * @param slots how many spare slots there are
     */
    public CacheLifecycle(long owner, int slots) {
        this.spares = new Object[slots];
        this.owner = owner;
    }

    /** From one owner to another, where it is still the expected one. */
    static long nextClaim(long owner, long from, long to) {
        return owner == from ? to : REFUSED;
    }

    /** From its owner to nobody. */
    static long nextGiveUp(long owner, long from) {
        return owner == from && owner != NOBODY ? NOBODY : REFUSED;
    }

    /**
     * Whether the thread of this number owns the cache; for that thread itself. Plain: a thread sees its own claim, and
     * a value that is out of date is the number of another thread, or nobody's.
     */
    public final boolean isOwnedBy(long thread) {
        return owner == thread;
    }

    /** The owner's number, or {@link #NOBODY}; a volatile read. */
    public final long ownerVolatile() {
        return (long) OWNER.getVolatile(this);
    }

    /**
     * Takes the cache over from an owner who is dead, or from {@link #NOBODY}.
     *
     * @return whether the caller, of number {@code to}, owns it now
     */
    public final boolean claim(long from, long to) {
        long current = ownerVolatile();
        long next = nextClaim(current, from, to);
        // Linearization point: one of all claimants moves the word on.
        return next != REFUSED && OWNER.compareAndSet(this, current, next);
    }

    /**
     * Leaves the cache to whoever claims it next; for its owner, who uses nothing of it afterwards.
     *
     * @return false if {@code from} does not own it
     */
    public final boolean giveUp(long from) {
        long current = ownerVolatile();
        long next = nextGiveUp(current, from);
        // Linearization point: from here on anybody may claim the cache.
        return next != REFUSED && OWNER.compareAndSet(this, current, next);
    }

    /** Puts a full magazine into a slot, and answers what was there; for the owner. */
    @SuppressWarnings("unchecked")
    public final M putSpare(int slot, M full) {
        return (M) SPARE.getAndSet(spares, slot, full); // Linearization point.
    }

    /** Takes a slot's magazine, or null; for anybody. */
    @SuppressWarnings("unchecked")
    public final M takeSpare(int slot) {
        // The look spares the exchange where there is nothing; its read is then the linearization point.
        return SPARE.getVolatile(spares, slot) == null ? null : (M) SPARE.getAndSet(spares, slot, null);
    }

    /** What is in a slot now, or null; only to count it, a taker may have it already. */
    @SuppressWarnings("unchecked")
    public final M spare(int slot) {
        return (M) SPARE.getVolatile(spares, slot);
    }
}
