package org.pinfold.check;

import java.util.Objects;

/**
 * What a subject promises, and so what it is held to. Begin with {@link #FEWEST} and add.
 *
 * @param capacity what it does with the number of blocks that it was made for
 * @param secondFree what it does with a second free
 * @param closable whether {@link Subject#close} may come while other threads allocate; then and later an allocation
 *     that is too late is refused
 * @param leastSize the smallest block to ask for, in bytes; at least 16
 * @param greatestSize the largest one
 * @param memoryBound the most that {@link Subject#memoryBytes} may tell, in bytes
 */
public record Promises(Capacity capacity, SecondFree secondFree, boolean closable, int leastSize, int greatestSize,
        long memoryBound) {

    /** Blocks of 16 bytes, never refused. Second frees, closing and memory are not looked at. */
    public static final Promises FEWEST =
            new Promises(Capacity.UNBOUNDED, SecondFree.UNDETECTED, false, Stamp.LEAST, Stamp.LEAST, Long.MAX_VALUE);

    /** Checks the sizes. */
    public Promises {
        Objects.requireNonNull(capacity, "capacity");
        Objects.requireNonNull(secondFree, "secondFree");
        if (leastSize < Stamp.LEAST || greatestSize < leastSize) {
            throw new IllegalArgumentException("blocks of " + leastSize + " to " + greatestSize
                    + " bytes: give a range that begins at " + Stamp.LEAST + " or more, the length of a stamp");
        }
    }

    /**
     * The same, with another capacity.
     *
     * @param other what the subject does with the number of blocks that it was made for
     * @return these promises with that one
     */
    public Promises with(Capacity other) {
        return new Promises(other, secondFree, closable, leastSize, greatestSize, memoryBound);
    }

    /**
     * The same, with another answer to second frees.
     *
     * @param other what the subject does with a second free
     * @return these promises with that one
     */
    public Promises with(SecondFree other) {
        return new Promises(capacity, other, closable, leastSize, greatestSize, memoryBound);
    }

    /**
     * The same, and it may be closed at any time.
     *
     * @return these promises with that one
     */
    public Promises withClose() {
        return new Promises(capacity, secondFree, true, leastSize, greatestSize, memoryBound);
    }

    /**
     * The same, with blocks of these sizes.
     *
     * @param least the smallest block to ask for, in bytes; at least 16
     * @param greatest the largest one
     * @return these promises with those sizes
     * @throws IllegalArgumentException if the sizes are out of order, or there is no room for a stamp
     */
    public Promises withSizes(int least, int greatest) {
        return new Promises(capacity, secondFree, closable, least, greatest, memoryBound);
    }

    /**
     * The same, with a bound on memory.
     *
     * @param bytes the most that {@link Subject#memoryBytes} may tell
     * @return these promises with that bound
     */
    public Promises withMemoryBound(long bytes) {
        return new Promises(capacity, secondFree, closable, leastSize, greatestSize, bytes);
    }
}
