package org.pinfold;

/** How exactly {@code free} catches a second free of the same block. */
public enum Frees {
    /**
     * Exactly one of any number of threads that free one block succeeds, whatever the timing. Costs one atomic
     * read-modify-write in each {@code free}.
     */
    EXACT,
    /**
     * A second free is caught at once if it is ordered after the first by happens-before, as it is within one thread.
     * Of two frees that race with each other both may pass; the second is then reported by a later call, when the
     * block is about to be handed out again or reaches its slab. A thread that is suspended in the middle of such a
     * racing free for so long that the block has a new owner can still take the block from that owner. Costs no
     * atomic operation. The default.
     */
    ORDERED
}
