package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps the {@link Reclaimer}'s passes apart from who must not take what a pass has in hand for gone: who looks at the
 * heap, and who is about to be refused for want of memory. A pass has free blocks and units out for a purge, blocks of
 * idle caches on their way home, and a pin on the superslab that it visits.
 *
 * <p>One pass at a time. Who wants none announces himself, then looks whether one is under way; a pass announces
 * itself, then looks whether somebody wants none. Both are volatile, so that one of the two sees the other.
 */
final class PassInterlock {
    /** How long a pass is waited for, whose next step is near; once each. */
    private static final long LONGEST_WAIT_NANOS = 1_000_000_000L;

    /** How often one has begun or ended: odd while one is under way. */
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final LongSupplier clock;
    /** The pass that was waited for in vain: its thread is stopped, and nobody waits for it again. */
    private volatile int stopped;

    PassInterlock(LongSupplier clock) {
        this.clock = clock;
    }

    /** Begins a pass, unless one is under way. */
    boolean tryBegin() {
        int before = count.get();
        return !isUnderWay(before) && count.compareAndSet(before, before + 1);
    }

    void end() {
        count.incrementAndGet();
    }

    /** Whether a pass should end at its next step, if it can. */
    boolean isUnwanted() {
        return looks.get() > 0;
    }

    /** To be read before one looks, for {@link #mayHaveHidden}. */
    int now() {
        return count.get();
    }

    /** Whether a pass may have had something in hand since {@code before} was read. */
    boolean mayHaveHidden(int before) {
        return isUnderWay(before) || count.get() != before;
    }

    private static boolean isUnderWay(int count) {
        return (count & 1) != 0;
    }

    /**
     * Does something while no pass is under way. None begins meanwhile, other than one that somebody asks for, and one
     * that is under way is interrupted at its next step. That is waited for, a second at most: a thread that the system
     * has stopped in the middle of a pass makes an answer a little wrong, and nobody hang.
     */
    <T> T whileNone(Supplier<T> look) {
        looks.incrementAndGet();
        try {
            awaitEnd();
            return look.get();
        } finally {
            looks.decrementAndGet();
        }
    }

    private void awaitEnd() {
        long since = clock.getAsLong();
        for (int pass = count.get(); isUnderWay(pass) && pass != stopped; pass = count.get()) {
            if (clock.getAsLong() - since >= LONGEST_WAIT_NANOS) {
                stopped = pass;
            }
            Thread.yield();
        }
    }
}
