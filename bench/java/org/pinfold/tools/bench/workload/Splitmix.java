package org.pinfold.tools.bench.workload;

/** The generator splitmix64, written out so that programs in other languages can draw the same numbers. */
public final class Splitmix {
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
    private static final long SECOND_FACTOR = 0x94d049bb133111ebL;

    private long state;

    /** A generator whose numbers {@code seed} decides. */
    public Splitmix(long seed) {
        state = seed;
    }

    /** The next 64 bits. */
    public long next() {
        state += STEP;
        long mixed = (state ^ state >>> 30) * FIRST_FACTOR;
        mixed = (mixed ^ mixed >>> 27) * SECOND_FACTOR;
        return mixed ^ mixed >>> 31;
    }

    /** The next number below {@code bound}, by the remainder of the next 64 bits, unsigned. */
    public long below(long bound) {
        return Long.remainderUnsigned(next(), bound);
    }
}
