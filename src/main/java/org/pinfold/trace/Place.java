package org.pinfold.trace;

/**
 * Where in a heap a block was.
 *
 * @param superslab its number, or -1: not in the heap's own memory
 * @param generation how often that was opened before
 * @param slab where the slab began
 */
public record Place(int superslab, long generation, long slab) {
    /** Memory that the heap does not divide itself. */
    public static final Place ELSEWHERE = new Place(-1, 0, 0);

    /** As the end of a sentence about a block, or nothing. */
    String text() {
        return superslab < 0 ? "" : "; it was in superslab " + superslab + ", generation " + generation
                + ", slab 0x" + Long.toHexString(slab);
    }
}
