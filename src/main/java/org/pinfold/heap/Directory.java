package org.pinfold.heap;

import java.util.Arrays;

/**
 * From an address to its slab: a range check, two shifts and two array look-ups.
 *
 * <p>Reads are plain. Whoever frees a block got its address by a chain of happens-before that began at its
 * allocation, hence after the slab was entered; so an honest caller sees the entry. What a dishonest one sees may be
 * out of date, never unsafe: entries are ordinary objects, and every answer is checked again at the slab.
 */
final class Directory {
    private static final Slab[] NO_SLABS = new Slab[Superslab.UNITS];

    private final long base;
    private final long bytes;
    /** One row a superslab; {@link #NO_SLABS} where there never was one. */
    private final Slab[][] rows;

    Directory(long base, int superslabs) {
        this.base = base;
        this.bytes = (long) superslabs << Superslab.SHIFT;
        this.rows = new Slab[superslabs][];
        Arrays.fill(rows, NO_SLABS);
    }

    long base() {
        return base;
    }

    long bytes() {
        return bytes;
    }

    boolean contains(long address) {
        return Long.compareUnsigned(address - base, bytes) < 0;
    }

    /** The slab that this address lies in, or null. */
    Slab slabAt(long address) {
        long offset = address - base;
        if (Long.compareUnsigned(offset, bytes) >= 0) {
            return null;
        }
        return slabIn(rows, offset);
    }

    /**
     * The rows, one a superslab of 64 units each, which the hot paths keep in a field of their own beside
     * {@link #base}: every step that the chain of loads is shorter by counts there.
     */
    Slab[][] rows() {
        return rows;
    }

    /** The slab that an address of this heap lies in, or null. */
    static Slab slabIn(Slab[][] rows, long offset) {
        return rows[(int) (offset >>> Superslab.SHIFT)][(int) (offset >>> 16) & Superslab.UNITS - 1];
    }

    /** The slab whose {@link Slab#identity} this is, or null. */
    Slab slab(int identity) {
        return rows[identity / Superslab.UNITS][identity % Superslab.UNITS];
    }

    /** A new superslab's row; for the one who has claimed its index. */
    Slab[] newRow(int superslab) {
        Slab[] row = new Slab[Superslab.UNITS];
        rows[superslab] = row;
        return row;
    }
}
