package org.pinfold.heap;

import java.util.function.IntUnaryOperator;

/** What each class may have at most, until something else is learned: a snapshot that nobody changes any more. */
final class ClassBounds {
    /** How many blocks a magazine may hold, if nothing is learned about that. */
    static final ClassBounds MAGAZINES = of(SizeClasses::magazineBlocks);
    /** How many units a slab may have, if nothing is learned about that. */
    static final ClassBounds SLABS = of(sizeClass -> SizeClasses.units(sizeClass, Superslab.UNITS));

    private final int[] bounds = new int[SizeClasses.COUNT];

    private ClassBounds() {
    }

    /** With the bound that the function tells of each class. */
    static ClassBounds of(IntUnaryOperator boundOfClass) {
        ClassBounds made = new ClassBounds();
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            made.bounds[sizeClass] = boundOfClass.applyAsInt(sizeClass);
        }
        return made;
    }

    /** The bound of this class. */
    int of(int sizeClass) {
        return bounds[sizeClass];
    }

    /** Of how many classes the bound is less than in {@code other}. */
    int lowerThan(ClassBounds other) {
        int lower = 0;
        for (int sizeClass = 1; sizeClass < bounds.length; sizeClass++) {
            lower += bounds[sizeClass] < other.bounds[sizeClass] ? 1 : 0;
        }
        return lower;
    }
}
