package org.pinfold.architecture.broken.heap;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Takes both kinds of lock, and sleeps. */
public final class Locking {
    private final ReentrantLock lock = new ReentrantLock();

    private int count;

    /** Counts under this object's monitor. */
    public synchronized int count() {
        count += lock.getHoldCount();
        return count;
    }

    /** Puts the caller to sleep. */
    public void sleep() {
        LockSupport.park();
    }
}
