package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many units the slabs of each class may have at most: what fills them best, or what was learned.
 *
 * <p>A slab of many units is formed and found seldom, and gives its units back late, when all its blocks are home. So a
 * class that forms slabs often may have larger ones; one that has formed none since the last look shall have smaller
 * ones the next time. {@link #nextUnits} is a pure function.
 */
final class SlabGrowth {
    /** With so many slabs from look to look, those of a class are too small. */
    static final int BUSY = 4;

    /** How many slabs of each class were formed since the last look. */
    private final AtomicIntegerArray formed = new AtomicIntegerArray(SizeClasses.COUNT);
    private volatile ClassBounds bounds = ClassBounds.SLABS;

    /**
     * The bound for the next time.
     *
     * @param units the bound until now
     * @param slabs how many were formed since the last look
     * @param fewest units of the smallest slab of the class
     * @param most of the largest
     */
    static int nextUnits(int units, int slabs, int fewest, int most) {
        if (slabs >= BUSY) {
            return Math.clamp(2L * units, fewest, most);
        }
        return slabs > 0 ? units : Math.clamp(units / 2, fewest, most);
    }

    /** A slab of this class was formed. */
    void formed(int sizeClass) {
        formed.getAndIncrement(sizeClass);
    }

    /** What the slabs of each class may have now. */
    ClassBounds bounds() {
        return bounds;
    }

    /** Looks at what was formed, and publishes the bounds that follow. */
    ClassBounds learn() {
        ClassBounds before = bounds;
        bounds = ClassBounds.of(sizeClass -> nextUnits(before.of(sizeClass), formed.getAndSet(sizeClass, 0),
                SizeClasses.units(sizeClass, 0), ClassBounds.SLABS.of(sizeClass)));
        return bounds;
    }
}
