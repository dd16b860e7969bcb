package org.pinfold.heap;

/**
 * How long free memory rests at least before it goes back to the system: as long as the heap was told, or up to
 * {@value #LONGEST} times that, if it was learned that what goes back is wanted again at once.
 *
 * <p>What is learned from is units that were given back at one pass, and have been used again when the next one comes:
 * these were given back for nothing, at the price of a system call and of pages that had to be made zero again.
 * {@link #next} is a pure function. For passes, one at a time; anybody may read the delay.
 */
final class Decay {
    /** The longest delay, as a multiple of the shortest. */
    static final int LONGEST = 4;
    /** Fewer units that went back tell nothing: a mebibyte. */
    static final int TELLING = 16;
    /** With one in so many wanted again, or more, it was too early. */
    static final int TOO_EARLY = 2;
    /** With fewer than one in so many, it could have been earlier. */
    static final int TOO_LATE = 8;

    private final long shortest;
    private volatile long nanos;
    private int givenBack;
    private int wantedAgain;

    /** A delay of so many nanoseconds, or {@link Upkeep#NEVER}, until more is learned. */
    Decay(long nanos) {
        this.shortest = nanos;
        this.nanos = nanos;
    }

    /**
     * The delay for the next time.
     *
     * @param nanos the delay until now
     * @param shortest what it is at least
     * @param givenBack how many units went back at the last pass
     * @param wantedAgain how many of these are in use again
     */
    static long next(long nanos, long shortest, int givenBack, int wantedAgain) {
        if (givenBack < TELLING) {
            return nanos;
        }
        if (wantedAgain * TOO_EARLY >= givenBack) {
            return nanos > shortest / 2 * LONGEST ? nanos : 2 * nanos;
        }
        return wantedAgain * TOO_LATE < givenBack ? Math.max(nanos / 2, shortest) : nanos;
    }

    /** In nanoseconds. */
    long nanos() {
        return nanos;
    }

    /** A superslab had units that went back at the last pass. */
    void saw(int given, int again) {
        givenBack += given;
        wantedAgain += again;
    }

    /** The pass is over: draws the conclusion, and answers whether it is another one than before. */
    boolean learn() {
        long before = nanos;
        nanos = next(before, shortest, givenBack, wantedAgain);
        givenBack = 0;
        wantedAgain = 0;
        return nanos != before;
    }
}
