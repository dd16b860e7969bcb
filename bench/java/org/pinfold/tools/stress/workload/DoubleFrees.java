package org.pinfold.tools.stress.workload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.StampedLock;
import java.util.function.LongSupplier;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.TargetFilter;

/**
 * A heap in which blocks are freed twice while other threads allocate, and a second free that is not reported is told
 * from one that nobody could have reported.
 *
 * <p>Between the two frees another thread may be given the block. Then the second free is the right one of that
 * thread's block, and passes. So whoever is given the suspect waits until the second free is over. If that has passed,
 * the heap has handed the block out and taken it back: somebody who was given it, no matter who, drops it unused and
 * asks for another. A suspect that is free and that nobody has dropped by the next quiesce was freed twice unnoticed.
 *
 * <p>A block that is resized into the suspect's place could not be dropped without its content: so no block is resized
 * meanwhile. One suspect at a time.
 */
public final class DoubleFrees extends TargetFilter {
    private static final VarHandle SUSPECT;
    /** Added to the address, which is even. */
    private static final long PASSED = 1;

    static {
        try {
            SUSPECT = MethodHandles.lookup().findVarHandle(DoubleFrees.class, "suspect", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final StampedLock suspecting = new StampedLock();
    /** A block's address from before its first free until its second is reported, or is known to have been right; 0. */
    private volatile long suspect;

    /** In front of this one. */
    public DoubleFrees(Target inner) {
        super(inner);
    }

    @Override
    public long malloc(long size) {
        return given(() -> super.malloc(size));
    }

    @Override
    public long tryMalloc(long size) {
        return given(() -> super.tryMalloc(size));
    }

    @Override
    public long calloc(long size) {
        return given(() -> super.calloc(size));
    }

    @Override
    public long alignedAlloc(long alignment, long size) {
        return given(() -> super.alignedAlloc(alignment, size));
    }

    /** The first block that the heap gives and that is not to be dropped, or 0. */
    private long given(LongSupplier allocation) {
        long address = allocation.getAsLong();
        while (isToBeDropped(address)) {
            address = allocation.getAsLong();
        }
        return address;
    }

    private boolean isToBeDropped(long address) {
        long seen = suspect;
        if ((seen & -2) != address || address == 0) {
            return false;
        }
        while (seen == address) {
            Thread.yield();
            seen = suspect;
        }
        return seen == (address | PASSED) && SUSPECT.compareAndSet(this, seen, 0L);
    }

    /** Resizes a block, unless one is suspected; then it stays as it is. */
    Block resize(Worker worker, Block block, long size) {
        long held = suspecting.tryReadLock();
        if (held == 0) {
            return block;
        }
        try {
            return suspect == 0 ? worker.realloc(block, size) : block;
        } finally {
            suspecting.unlockRead(held);
        }
    }

    /** Frees a block twice; once, if another one is suspected or resized. */
    void freeTwice(Worker worker, Block block, Misuses misuses) {
        long held = suspecting.tryWriteLock();
        if (held == 0) {
            worker.free(block);
            return;
        }
        try {
            if (suspect == 0) {
                suspectAndFreeTwice(worker, block, misuses);
            } else {
                worker.free(block);
            }
        } finally {
            suspecting.unlockWrite(held);
        }
    }

    private void suspectAndFreeTwice(Worker worker, Block block, Misuses misuses) {
        long address = block.address();
        boolean passed = false;
        suspect = address;
        try {
            worker.free(block);
            passed = !misuses.isReported(() -> super.free(address));
        } finally {
            suspect = passed ? address | PASSED : 0;
        }
    }

    /** At a quiesce: the block whose second free was not reported, or 0. */
    public long unreported() {
        long seen = suspect & -2;
        suspect = 0;
        return seen;
    }
}
