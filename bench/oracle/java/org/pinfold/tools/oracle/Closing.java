package org.pinfold.tools.oracle;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * The closing of one heap, as those see it who use the heap meanwhile.
 *
 * <p>A raw write after the close would bring a page back that the close has given away, and the heap cannot help it. So
 * whoever writes through an address holds a licence, and the close begins when all licences are back for good.
 * Operations of the heap and accesses to segments need none.
 */
final class Closing {
    private static final long SUPERSLAB = 4 << 20;

    private final int users;
    private final int target;
    private final Semaphore progress = new Semaphore(0);
    private final Semaphore licences;
    private final LongAccumulator lowest = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator highest = new LongAccumulator(Math::max, Long.MIN_VALUE);
    private volatile boolean writable = true;
    private volatile boolean begun;
    private volatile boolean returned;

    /** For so many users; the close begins after they have done so many operations. */
    Closing(int users, int target) {
        this.users = users;
        this.target = target;
        this.licences = new Semaphore(users);
    }

    /** Closes the heap when its time has come. */
    void close(Target heap) throws InterruptedException {
        progress.acquire(target);
        writable = false;
        licences.acquire(users);
        begun = true;
        heap.close();
        returned = true;
    }

    /** Ends the use of the heap at that time without closing it. */
    void callOff() throws InterruptedException {
        progress.acquire(target);
        returned = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Whether the use of the heap is over. */
    boolean hasReturned() {
        return returned;
    }

    /** One operation was done. */
    void step() {
        progress.release();
    }

    /** A user does no more operations. */
    void leave() {
        progress.release(target);
    }

    /** Runs what writes through raw addresses, or does not. */
    void ifWritable(Runnable write) {
        if (writable && licences.tryAcquire()) {
            try {
                write.run();
            } finally {
                licences.release();
            }
        }
    }

    /** Notes an address of the heap. */
    void handedOut(long address) {
        lowest.accumulate(address);
        highest.accumulate(address);
    }

    /** Where the first superslab begins of those from which blocks were handed out. */
    long from() {
        return lowest.get() & -SUPERSLAB;
    }

    /** How far it is to the end of the last one. */
    long bytes() {
        return (highest.get() & -SUPERSLAB) + SUPERSLAB - from();
    }
}
