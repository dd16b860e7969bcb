package org.pinfold.tools.bench.ab;

/**
 * How much is measured.
 *
 * @param groups how many times both sides are made anew
 * @param pairs how many pairs of windows each group has
 * @param windowMillis about how much CPU time a window takes
 * @param warmUpMillis how much CPU time each side takes at least before the first of them
 * @param seed decides sizes, the orders within pairs, and what is resampled
 */
record Plan(int groups, int pairs, int windowMillis, int warmUpMillis, long seed) {
    private static final int GROUPS = 6;
    private static final int WINDOW_MILLIS = 40;
    private static final int WARM_UP_MILLIS = 500;
    private static final int ARENAS_GROUPS = 18;
    private static final int LEARNING_GROUPS = 3;
    private static final int LEARNING_MILLIS = 3_000;

    /** At least {@code pairs} pairs in all. */
    static Plan of(int pairs, long seed) {
        return new Plan(GROUPS, Math.ceilDiv(pairs, GROUPS), WINDOW_MILLIS, WARM_UP_MILLIS, seed);
    }

    /**
     * At least {@code pairs} pairs of windows that are long enough for a heap to learn in: it does so at each look for
     * memory to give back, which is each half second, as users have it.
     */
    static Plan ofLearning(int pairs, long seed) {
        return new Plan(LEARNING_GROUPS, Math.ceilDiv(pairs, LEARNING_GROUPS), LEARNING_MILLIS, LEARNING_MILLIS, seed);
    }

    /**
     * At least {@code pairs} pairs in many groups: whether the compiler makes objects of arenas is settled once for a
     * group, by what it comes to compile first.
     */
    static Plan ofArenas(int pairs, long seed) {
        return new Plan(ARENAS_GROUPS, Math.ceilDiv(pairs, ARENAS_GROUPS), WINDOW_MILLIS, WARM_UP_MILLIS, seed);
    }

    int allPairs() {
        return groups * pairs;
    }
}
