package org.pinfold.heap;

/**
 * Learns how large the magazines of one thread have to be, from what they did between two looks.
 *
 * <p>A magazine is there to save moves: batches that go to or come from slabs, each of half a magazine or a whole one.
 * A class whose magazine hardly moves has more room than it needs: it gets half of it. One that moves often may have
 * twice as much, as far as its class and the share of all caches allow. Between the two nothing changes, so that what
 * halving brings about, twice the moves, does not make a magazine grow again. What a move costs, a few microseconds,
 * times {@value #QUIET} is what a class may lose by it from look to look.
 *
 * <p>The same figures give the same bounds. For one thread at a time; {@link #nextBound} is a pure function.
 */
final class MagazineLearner {
    /** With fewer moves from look to look, a magazine is larger than it has to be. */
    static final int QUIET = 4;
    /** With this many, it is too small. */
    static final int BUSY = 16;

    private final int[] movesSeen = new int[SizeClasses.COUNT];

    /**
     * The bound for the next time.
     *
     * @param length how many blocks the magazine can hold now; 0 if there is none
     * @param moves how many batches it has moved since the last look
     * @param fewest what the smallest magazine of the class holds
     * @param most what the largest holds
     */
    static int nextBound(int length, int moves, int fewest, int most) {
        if (moves >= BUSY) {
            return Math.clamp(2L * length, fewest, most);
        }
        if (moves >= QUIET) {
            return Math.clamp(length, fewest, most);
        }
        if (moves == 0 && length <= fewest) {
            return 0;
        }
        return Math.clamp(length / 2, fewest, most);
    }

    /** Looks at the magazines' lengths and at how many moves each class has made so far; answers the bounds. */
    ClassBounds learn(int[] lengths, int[] movesSoFar) {
        return ClassBounds.of(sizeClass -> {
            int moves = movesSoFar[sizeClass] - movesSeen[sizeClass];
            movesSeen[sizeClass] = movesSoFar[sizeClass];
            return nextBound(lengths[sizeClass], moves, SizeClasses.fewestInMagazine(sizeClass),
                    SizeClasses.magazineBlocks(sizeClass));
        });
    }
}
