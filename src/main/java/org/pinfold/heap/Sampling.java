package org.pinfold.heap;

/**
 * What a heap does with a sample of its allocations.
 *
 * @param tracedOneIn one in so many is traced until it is freed; 0 for none
 * @param guardedEvery one segment in so many has a lifetime of its own, or one in so many bytes; 0 for none
 * @param guardedByBytes whether that counts bytes
 */
public record Sampling(int tracedOneIn, long guardedEvery, boolean guardedByBytes) {
    /** Nothing. */
    public static final Sampling NONE = new Sampling(0, 0, false);

    boolean traces() {
        return tracedOneIn != 0;
    }

    boolean guards() {
        return guardedEvery != 0;
    }
}
