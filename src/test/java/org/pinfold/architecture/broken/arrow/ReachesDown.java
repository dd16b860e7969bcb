package org.pinfold.architecture.broken.arrow;

import org.pinfold.architecture.broken.heap.Locking;

/** Uses a layer below the api. */
public final class ReachesDown {
    private ReachesDown() {
    }

    /** Counts in the heap layer. */
    public static int count() {
        return new Locking().count();
    }
}
