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
     * block is about to be handed out again or to go home to its slab. What is not promised: if those two uses race
     * again, or one of the two frees was suspended half way, two owners may get the block. The heap's own lists and
     * counts stay right in any case. Costs no atomic operation. The default.
     */
    ORDERED
}
