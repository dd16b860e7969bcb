package org.pinfold.tools.bench.ab;

/** What one side of a comparison can have that the other has not. */
public enum Switch {
    /** See {@link org.pinfold.heap.Experiments}, as the next three. */
    BATCH_REFILL,
    /** Blocks go home as one chain. */
    REMOTE_DRAIN,
    /** The books are compared at each refill and push. */
    COUNTER_AUDIT,
    /** A slab pins its superslab. */
    PINS,
    /** {@link org.pinfold.Frees#EXACT}, or else {@code ORDERED}. */
    EXACT_FREES,
    /** Blocks are marked and frees look at the marks; without it the library is another one. */
    BLOCK_STATE,
    /** {@link org.pinfold.Heap.Builder#learning}. */
    LEARNING,
    /** {@link org.pinfold.Heap.Builder#guardedSampling()}. */
    GUARDED,
    /** {@link org.pinfold.Heap.Builder#leakTracking}, one in 1,000. */
    LEAKS,
    /** Arenas are the heap's, or else the JDK's. */
    OWN_ARENAS
}
