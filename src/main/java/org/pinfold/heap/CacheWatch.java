package org.pinfold.heap;

/** What passes of the {@link Reclaimer} remember of one cache from one to the next; no one else's. */
final class CacheWatch {
    private final MagazineLearner learner = new MagazineLearner();
    private final int[] lengths = new int[SizeClasses.COUNT];
    private long trace;

    /** Whether nothing has come or gone since this was asked last, as far as can be seen. */
    boolean hasIdled(Magazines magazines) {
        long before = trace;
        trace = magazines.trace();
        return trace == before;
    }

    /** The bounds that follow from what the magazines have done since this was asked last. */
    ClassBounds learn(ThreadCache cache) {
        for (int sizeClass = 1; sizeClass < lengths.length; sizeClass++) {
            lengths[sizeClass] = cache.length(sizeClass);
        }
        return learner.learn(lengths, cache.sizes().moves());
    }

    /** Whether a magazine is longer than its bound, as of the last {@link #learn}. */
    boolean exceeds(ClassBounds bounds) {
        for (int sizeClass = 1; sizeClass < lengths.length; sizeClass++) {
            if (lengths[sizeClass] > bounds.of(sizeClass)) {
                return true;
            }
        }
        return false;
    }

    /** What it costs on the Java heap, in bytes. */
    static long metadataBytes() {
        return 96 + 8L * SizeClasses.COUNT;
    }
}
