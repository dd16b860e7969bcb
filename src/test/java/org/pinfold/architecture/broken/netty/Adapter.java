package org.pinfold.architecture.broken.netty;

import org.pinfold.architecture.broken.heap.Locking;

/** Goes past the API. */
public final class Adapter {
    private Adapter() {
    }

    /** Counts in the heap layer. */
    public static int buffers() {
        return new Locking().count();
    }
}
