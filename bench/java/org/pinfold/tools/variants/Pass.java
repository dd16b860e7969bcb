package org.pinfold.tools.variants;

/** What is done to every block in turn, and timed; see {@link Visits}. */
public enum Pass {
    LOOKUP,
    LOOKUP_AFTER_USE,
    PAIR,
    PAIR_AFTER_USE;

    /** Whether it answers the sizes that it has found. */
    boolean finds() {
        return this == LOOKUP || this == LOOKUP_AFTER_USE;
    }
}
