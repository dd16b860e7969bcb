package org.pinfold.heap;

/**
 * How many blocks the magazines of one thread may hold, by class, until something else is learned: a snapshot that
 * nobody changes any more.
 */
final class MagazineBounds {
    /** Nothing has been learned yet, or nothing is to be: magazines have the bounds of their class. */
    static final MagazineBounds NONE = ofClasses();

    private final int[] blocks;

    /** With so many blocks for each class, in an array that is this snapshot's from now on; element 0 is unused. */
    MagazineBounds(int[] blocks) {
        this.blocks = blocks;
    }

    private static MagazineBounds ofClasses() {
        int[] blocks = new int[SizeClasses.COUNT];
        for (int sizeClass = 1; sizeClass < blocks.length; sizeClass++) {
            blocks[sizeClass] = SizeClasses.magazineBlocks(sizeClass);
        }
        return new MagazineBounds(blocks);
    }

    /** The most blocks of a hot magazine of this class, and as many again of a spare one. */
    int blocks(int sizeClass) {
        return blocks[sizeClass];
    }

    /** Of how many classes the bound is less than in {@code other}. */
    int lowerThan(MagazineBounds other) {
        int lower = 0;
        for (int sizeClass = 1; sizeClass < blocks.length; sizeClass++) {
            lower += blocks[sizeClass] < other.blocks[sizeClass] ? 1 : 0;
        }
        return lower;
    }
}
