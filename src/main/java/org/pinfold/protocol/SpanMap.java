package org.pinfold.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Which of a superslab's 64 units are free: one bit a unit, set while it is free.
 *
 * <p>A run of units is claimed and returned in one compareAndSet, so runs never overlap and none is half claimed.
 * Invariant: every unit is either free here or belongs to one claimed run. The word holds all there is to know, so
 * equal words mean equal states. Lock-free. Not guaranteed: that a claim which fails would fail a moment later.
 */
public final class SpanMap {
    /** The number of units. */
    public static final int UNITS = Long.SIZE;
    /** No run of the wanted length is free. */
    public static final int NONE = -1;
    private static final long ALL_FREE = -1L;
    private static final VarHandle FREE;

    static {
        try {
            FREE = MethodHandles.lookup().findVarHandle(SpanMap.class, "free", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Bit {@code u} is set while unit {@code u} is free; written by compareAndSet only. */
    private volatile long free = ALL_FREE;

    /** The word now; a volatile read. */
    public long getVolatile() {
        return (long) FREE.getVolatile(this);
    }

    /** Whether every unit is free in {@code word}. */
    public static boolean allFree(long word) {
        return word == ALL_FREE;
    }

    /** The bits of {@code units} units from {@code first} on. */
    public static long mask(int first, int units) {
        return ALL_FREE >>> UNITS - units << first;
    }

    /**
     * The lowest free run.
     *
     * @param units its length, 1 to 64
     * @param alignment a power of two, 1 to 64: the first unit is a multiple of it
     * @return its first unit, or {@link #NONE}
     */
    static int lowestRun(long word, int units, int alignment) {
        long starts = word;
        // After each step, a bit of starts says that `have` units from there on are free.
        for (int have = 1; have < units;) {
            int step = Math.min(have, units - have);
            starts &= starts >>> step;
            have += step;
        }
        starts &= multiplesOf(alignment);
        return starts == 0 ? NONE : Long.numberOfTrailingZeros(starts);
    }

    /** One bit in every {@code alignment}, from bit 0 on. */
    private static long multiplesOf(int alignment) {
        return alignment == UNITS ? 1L : Long.divideUnsigned(ALL_FREE, (1L << alignment) - 1);
    }

    /** The run leaves the map. */
    static long nextClaim(long word, int first, int units) {
        return word & ~mask(first, units);
    }

    /** The run comes back. */
    static long nextReturn(long word, int first, int units) {
        return word | mask(first, units);
    }

    /** The run that a claim would get now, or {@link #NONE}; a look, not a promise. */
    public int look(int units, int alignment) {
        return lowestRun(getVolatile(), units, alignment);
    }

    /** Claims the lowest free run, or answers {@link #NONE}. */
    public int claim(int units, int alignment) {
        for (;;) {
            long word = getVolatile();
            int first = lowestRun(word, units, alignment);
            if (first == NONE) {
                return NONE;
            }
            // Linearization point.
            if (FREE.compareAndSet(this, word, nextClaim(word, first, units))) {
                return first;
            }
        }
    }

    /** Claims exactly this run, or answers false. */
    public boolean claimAt(int first, int units) {
        for (;;) {
            long word = getVolatile();
            long next = nextClaim(word, first, units);
            if ((word ^ next) != mask(first, units)) {
                return false;
            }
            // Linearization point.
            if (FREE.compareAndSet(this, word, next)) {
                return true;
            }
        }
    }

    /**
     * Returns a claimed run.
     *
     * @return whether all units are free now, and were not before: one caller is told
     * @throws IllegalStateException if a unit of it is free already
     */
    public boolean giveBack(int first, int units) {
        for (;;) {
            long word = getVolatile();
            long next = nextReturn(word, first, units);
            if ((word ^ next) != mask(first, units)) {
                throw new IllegalStateException(
                        "units " + first + " to " + (first + units - 1) + " are free already: "
                                + Long.toHexString(word));
            }
            // Linearization point.
            if (FREE.compareAndSet(this, word, next)) {
                return allFree(next);
            }
        }
    }
}
