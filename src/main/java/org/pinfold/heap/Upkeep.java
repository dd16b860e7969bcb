package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * When a heap's {@link Reclaimer} makes its passes: on the process's maintenance thread as long as there is something
 * to do, or, without one, on the slow paths of the heap's users.
 */
final class Upkeep {
    /** No pass is wanted, or none ever. */
    static final long NEVER = Long.MAX_VALUE;

    private final LongSupplier delayNanos;
    private final boolean ownThread;
    private final LongSupplier clock;
    private final BooleanSupplier pass;
    private final AtomicLong lastPass;
    /** Whether somebody has been on a slow path since the last pass began. */
    private volatile boolean stirred;

    /**
     * Upkeep of which {@code pass} makes a pass, and answers whether another one has something to do.
     *
     * @param delayNanos tells the time from pass to pass, at least; {@link #NEVER}: there are none
     * @param ownThread whether the maintenance thread makes them
     */
    Upkeep(LongSupplier delayNanos, boolean ownThread, LongSupplier clock, BooleanSupplier pass) {
        this.delayNanos = delayNanos;
        this.ownThread = ownThread;
        this.clock = clock;
        this.pass = pass;
        this.lastPass = new AtomicLong(clock.getAsLong());
    }

    /** To be called on each slow path. Costs a volatile read, as long as there is something to do anyway. */
    void stir() {
        if (!ownThread) {
            passIfDue();
        } else if (!stirred) {
            stirred = true;
            Maintenance.wake();
        }
    }

    private void passIfDue() {
        long delay = delayNanos.getAsLong();
        if (delay == NEVER) {
            return;
        }
        long last = lastPass.get();
        long now = clock.getAsLong();
        if (now - last >= delay && lastPass.compareAndSet(last, now)) {
            pass.getAsBoolean();
        }
    }

    /**
     * For the maintenance thread: makes a pass if one is wanted and due. What comes while it is under way wants another
     * one.
     *
     * @return in how many nanoseconds the next one is due; {@link #NEVER} if none is wanted
     */
    long tend() {
        if (!stirred) {
            return NEVER;
        }
        long rest = lastPass.get() + delayNanos.getAsLong() - clock.getAsLong();
        if (rest > 0) {
            return rest;
        }
        stirred = false;
        lastPass.set(clock.getAsLong());
        if (!pass.getAsBoolean()) {
            return NEVER;
        }
        stirred = true;
        return delayNanos.getAsLong();
    }
}
