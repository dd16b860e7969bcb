package org.pinfold.heap;

/** How a pass of the {@link Reclaimer} has ended. */
enum Pass {
    /** Another one has nothing to do, if nobody uses the heap meanwhile. */
    NOTHING_LEFT,
    /** Something was left for the next one. */
    MORE,
    /** Somebody wanted to look at the heap: the rest of the pass is to be made soon. */
    INTERRUPTED
}
