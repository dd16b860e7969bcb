package org.pinfold.heap;

import org.pinfold.protocol.CacheLifecycle;

/** Whose a cache is: a thread's, until it has ended and another one takes the cache over with all that is in it. */
abstract class OwnedCache extends CacheLifecycle<long[]> {
    /** Tells about the owner while its number is the owner's; null of a cache that is no thread's. */
    private volatile Owner keeper;
    /** Whether somebody short of memory wants the owner to send home what lies here. */
    private volatile boolean wanted;

    OwnedCache(long owner, Owner keeper) {
        super(owner, SizeClasses.COUNT);
        this.keeper = keeper;
    }

    /** Whether nobody owns the cache, or a thread that has ended. */
    final boolean isAbandoned() {
        return isAbandonedBy(ownerVolatile());
    }

    /** The thread of this number, if it is the owner and can be reached; else null. */
    final Thread thread(long owner) {
        Owner now = keeper;
        return now != null && now.number() == owner ? now.get() : null;
    }

    /** A keeper whose number is another one belongs to a claim that is just being made: the claimant lives. */
    private boolean isAbandonedBy(long owner) {
        Owner now = keeper;
        return owner == NOBODY || now != null && now.number() == owner && now.isDead();
    }

    /**
     * Takes the cache over for the calling thread, with what is in it, if it is abandoned; one of all claimants
     * succeeds. What a dead thread did happens before the answer of isAlive, so its plain writes are seen.
     */
    final boolean takeOver(Callers callers) {
        long from = ownerVolatile();
        if (!isAbandonedBy(from)) {
            return false;
        }
        // Made before the claim: nothing may throw between the claim and the line after it.
        Owner next = callers.owner();
        if (!claim(from, next.number())) {
            return false;
        }
        keeper = next;
        return true;
    }

    /** Asks the owner to send home what lies here, at his next slow path. */
    final void want() {
        wanted = true;
    }

    /** Whether the owner was asked. */
    final boolean isWanted() {
        return wanted;
    }

    /** The owner does what he was asked for. */
    final void heard() {
        wanted = false;
    }
}
