package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When a heap's {@link Reclaimer} makes its passes: on the process's maintenance thread as long as there is something
 * to do, or, without one, on the slow paths of the heap's users.
 */
final class Upkeep {
    /** No pass is wanted, or none ever. */
    static final long NEVER = Long.MAX_VALUE;
    /** What was interrupted goes on after one part in so many of the delay. */
    private static final int PARTS = 16;

    private final LongSupplier delayNanos;
    private final boolean ownThread;
    private final LongSupplier clock;
    private final Supplier<Pass> pass;
    private final AtomicLong lastPass;
    /** Whether somebody has been on a slow path since the last pass began. */
    private volatile boolean stirred;
    private volatile boolean interrupted;

    /**
     * Upkeep of which {@code pass} makes a pass, or the rest of one that was interrupted.
     *
     * @param delayNanos tells the time from pass to pass, at least; {@link #NEVER}: there are none
     * @param ownThread whether the maintenance thread makes them
     */
    Upkeep(LongSupplier delayNanos, boolean ownThread, LongSupplier clock, Supplier<Pass> pass) {
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
        if (delayNanos.getAsLong() == NEVER) {
            return;
        }
        long last = lastPass.get();
        long now = clock.getAsLong();
        if (now - last >= rest() && lastPass.compareAndSet(last, now)) {
            pass();
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
        long rest = lastPass.get() + rest() - clock.getAsLong();
        if (rest > 0) {
            return rest;
        }
        stirred = false;
        lastPass.set(clock.getAsLong());
        if (pass() == Pass.NOTHING_LEFT) {
            return NEVER;
        }
        stirred = true;
        return rest();
    }

    private Pass pass() {
        Pass end = pass.get();
        interrupted = end == Pass.INTERRUPTED;
        return end;
    }

    /** How long after the last pass the next one is due. */
    private long rest() {
        return interrupted ? delayNanos.getAsLong() / PARTS : delayNanos.getAsLong();
    }
}
