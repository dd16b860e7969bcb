package org.pinfold.protocol;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which superslabs of a reservation are free: runs of neighbours are claimed whole or not at all.
 *
 * <p>One bit a superslab, set while it is free. A run that spans several words is claimed from left to right, a word
 * a step; a step that finds a bit gone returns what the earlier steps took. So a run is never half claimed once
 * {@link #claim} has answered, but a claim that is about to fail can make another one fail: a spurious failure is
 * allowed, and after {@link #ATTEMPTS} of them the caller is told that there is none.
 *
 * <p>Invariant: every superslab is free here or belongs to one claimed run (or to one claim under way). Lock-free.
 */
public final class SuperslabRun {
    /** No run of the wanted length is free. */
    public static final int NONE = -1;
    /** How often a claim that lost a race is tried again. */
    static final int ATTEMPTS = 16;
    private static final int BITS = Long.SIZE;

    private final AtomicLongArray free;
    private final int superslabs;

    /** A map of this many superslabs, all free. */
    public SuperslabRun(int superslabs) {
        this.superslabs = superslabs;
        this.free = new AtomicLongArray((superslabs + BITS - 1) / BITS);
        for (int word = 0; word < free.length(); word++) {
            free.set(word, maskIn(word, 0, superslabs));
        }
    }

    /** Exactly the bits of {@code mask} leave the word, or {@code word} itself if one of them is gone already. */
    static long nextClaim(long word, long mask) {
        return (word & mask) == mask ? word & ~mask : word;
    }

    static long nextReturn(long word, long mask) {
        return word | mask;
    }

    /** The part of the run {@code first … end - 1} that lies in word {@code index}. */
    static long maskIn(int index, int first, int end) {
        int from = Math.max(first - index * BITS, 0);
        int to = Math.min(end - index * BITS, BITS);
        return from >= to ? 0 : SpanMap.mask(from, to - from);
    }

    /**
     * Claims the lowest free run.
     *
     * @param length how many neighbours
     * @param alignment the first superslab, plus {@code offset}, is a multiple of this power of two
     * @param offset what is added to the first superslab's number before the alignment is judged
     * @return the first superslab, or {@link #NONE}
     */
    public int claim(int length, int alignment, long offset) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int first = lowestRun(length, alignment, offset);
            if (first == NONE) {
                return NONE;
            }
            if (claimAt(first, length)) {
                return first;
            }
        }
        return NONE;
    }

    /** Claims exactly this run; false if a superslab of it is not free, or was claimed and returned meanwhile. */
    public boolean claimAt(int first, int length) {
        int end = first + length;
        for (int index = first / BITS; index * BITS < end; index++) {
            if (!claimWord(index, maskIn(index, first, end))) {
                rollBack(first, index);
                return false;
            }
        }
        return true;
    }

    /**
     * Returns a claimed run.
     *
     * @throws IllegalStateException if a superslab of it is free already
     */
    public void giveBack(int first, int length) {
        int end = first + length;
        for (int index = first / BITS; index * BITS < end; index++) {
            returnWord(index, maskIn(index, first, end));
        }
    }

    /** Whether this superslab is free now. */
    public boolean isFree(int superslab) {
        return (free.get(superslab / BITS) >>> superslab % BITS & 1) != 0;
    }

    /** How many superslabs are free; exact when nothing else runs. */
    public int countFree() {
        int sum = 0;
        for (int word = 0; word < free.length(); word++) {
            sum += Long.bitCount(free.get(word));
        }
        return sum;
    }

    private int lowestRun(int length, int alignment, long offset) {
        int first = 0;
        while (first + length <= superslabs) {
            int gap = (int) (-(first + offset) & alignment - 1);
            if (gap != 0) {
                first += gap;
                continue;
            }
            int taken = lastTaken(first, first + length);
            if (taken == NONE) {
                return first;
            }
            first = taken + 1;
        }
        return NONE;
    }

    /** The last superslab of the run that is not free, so that the search can go on behind it. */
    private int lastTaken(int first, int end) {
        for (int index = (end - 1) / BITS; index >= first / BITS; index--) {
            long mask = maskIn(index, first, end);
            long taken = ~free.get(index) & mask;
            if (taken != 0) {
                return index * BITS + BITS - 1 - Long.numberOfLeadingZeros(taken);
            }
        }
        return NONE;
    }

    private void rollBack(int first, int failed) {
        for (int index = first / BITS; index < failed; index++) {
            returnWord(index, maskIn(index, first, failed * BITS));
        }
    }

    private boolean claimWord(int index, long mask) {
        for (;;) {
            long word = free.get(index);
            long next = nextClaim(word, mask);
            if (next == word) {
                return false;
            }
            // Linearization point of a run within one word; of a longer one, its last word's.
            if (free.compareAndSet(index, word, next)) {
                return true;
            }
        }
    }

    private void returnWord(int index, long mask) {
        for (;;) {
            long word = free.get(index);
            if ((word & mask) != 0) {
                throw new IllegalStateException(
                        "superslabs returned twice: word " + index + ", bits " + Long.toHexString(word & mask));
            }
            // Linearization point.
            if (free.compareAndSet(index, word, nextReturn(word, mask))) {
                return;
            }
        }
    }
}
