package org.pinfold.architecture.broken.os;

import org.pinfold.architecture.broken.heap.Locking;

/** Uses a layer above its own. */
public final class CallsUpwards {
    private CallsUpwards() {
    }

    /** Counts in the heap layer. */
    public static int count() {
        return new Locking().count();
    }
}
