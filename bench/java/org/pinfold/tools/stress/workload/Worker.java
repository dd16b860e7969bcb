package org.pinfold.tools.stress.workload;

import java.util.SplittableRandom;
import org.pinfold.tools.oracle.CheckedHeap;

/**
 * One of those who use the heap of a campaign, with what it draws and how much it has done. A thread has it to itself;
 * another may go on with it once that has ended.
 *
 * <p>What it does follows from the seed and from what it gets from other workers, until the round is over by time. So a
 * single worker with a bound on operations does the same each time.
 */
public final class Worker {
    /** The clock is asked once in so many operations. */
    private static final int OPERATIONS_A_LOOK = 64;

    private final int number;
    private final SplittableRandom random;
    private final CheckedHeap heap;
    private Round round;
    private long left;
    private long nextLook;

    /** A worker whose blocks are stamped with this number. */
    public Worker(int number, SplittableRandom random, CheckedHeap heap) {
        this.number = number;
        this.random = random;
        this.heap = heap;
    }

    /** Goes on, in this round. */
    public void begin(Round next) {
        round = next;
        left = next.share();
        nextLook = left;
    }

    /** Another worker, who may do so many operations at most in this one's round, for a thread that runs beside. */
    Worker helper(long share) {
        Worker helper = new Worker(number, random.split(), heap);
        helper.round = round;
        helper.left = share;
        helper.nextLook = share;
        left -= share;
        return helper;
    }

    int number() {
        return number;
    }

    /** Whether there is time for another operation. */
    boolean goesOn() {
        if (left > Math.max(nextLook, 0)) {
            return true;
        }
        nextLook = left - OPERATIONS_A_LOOK;
        return left > 0 && !round.isOver();
    }

    /** Whether there is time for another operation that is not one of this worker's own, and is counted here. */
    boolean takesAStep() {
        left--;
        return goesOn();
    }

    /** What it draws from. */
    SplittableRandom random() {
        return random;
    }

    /** Lets others go on, which counts as an operation. */
    void idle() {
        Thread.yield();
        did(1);
    }

    /** Operations were done that are not this worker's own, or take long: the clock is asked next. */
    void did(long operations) {
        left -= operations;
        nextLook = left;
    }

    /** One of the numbers from 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** A size in the binary octave of the least one: from that to below its double. */
    int octave(int least) {
        return least + random.nextInt(least);
    }

    long bits() {
        return random.nextLong();
    }

    Block malloc(long size) {
        left--;
        long stamp = stamp();
        return new Block(heap.malloc(size, stamp), size, stamp, false);
    }

    Block calloc(long size) {
        left--;
        long stamp = stamp();
        return new Block(heap.calloc(size, stamp), size, stamp, false);
    }

    Block aligned(long alignment, long size) {
        left--;
        long stamp = stamp();
        return new Block(heap.alignedAlloc(alignment, size, stamp), size, stamp, true);
    }

    Block realloc(Block block, long size) {
        left--;
        long stamp = stamp();
        return new Block(heap.realloc(block.address(), block.size(), block.stamp(), size, stamp), size, stamp, false);
    }

    /** Frees a block, or nothing. */
    void free(Block block) {
        if (block != null) {
            left--;
            heap.free(block.address(), block.size(), block.stamp());
        }
    }

    /** The same with its size told to the heap, unless that would be wrong. */
    void freeSized(Block block) {
        if (block == null || block.aligned()) {
            free(block);
        } else {
            left--;
            heap.freeSized(block.address(), block.size(), block.stamp());
        }
    }

    /** Checks a block that another worker has handed over; answers it. */
    Block received(Block block) {
        if (block != null) {
            heap.verify(block.address(), block.size(), block.stamp());
        }
        return block;
    }

    private long stamp() {
        return CheckedHeap.stamp(number, random.nextLong());
    }
}
