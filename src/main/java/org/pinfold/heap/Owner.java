package org.pinfold.heap;

import java.lang.ref.WeakReference;

/**
 * Whom a cache belongs to, to ask whether he lives. Weak, so that a heap that nobody uses any more keeps no thread, and
 * nothing that a thread refers to.
 *
 * <p>A living platform thread is always reachable, so a reference that was cleared is a dead thread's.
 */
class Owner extends WeakReference<Thread> {
    private final long number;

    Owner(Thread thread) {
        this(thread, thread.threadId());
    }

    /** An owner of this number, which has to be the thread's unless {@link #isDead} asks somebody else. */
    Owner(Thread thread, long number) {
        super(thread);
        this.number = number;
    }

    /** The thread's number, which no other thread ever has. */
    long number() {
        return number;
    }

    /**
     * Whether the thread has ended; then all its actions happen before this answer. The memory model promises that for
     * {@code isAlive}. For a reference that was cleared it holds because the collector finds a thread unreachable only
     * after the virtual machine has unlisted it, which every other thread has passed a safepoint or handshake since.
     */
    boolean isDead() {
        Thread thread = get();
        return thread == null || !thread.isAlive();
    }
}
