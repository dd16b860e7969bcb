package org.pinfold.heap;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * From an address to its slab: a range check, two shifts and two array look-ups; and the {@link UnitTable}, by which
 * hot paths find less, but sooner. Where superslabs do not follow each other, the range is asked first, and the table
 * knows nothing.
 *
 * <p>Reads are plain. Whoever frees a block got its address by a chain of happens-before that began at its
 * allocation, hence after the slab was entered; so an honest caller sees the entry. What a dishonest one sees may be
 * out of date, never unsafe: entries are ordinary objects, and every answer is checked again at the slab.
 */
final class Directory {
    private static final Slab[] NO_SLABS = new Slab[Superslab.UNITS];
    private static final int FEWEST_UNITS = 4 * Superslab.UNITS;

    private final Range range;
    private final long base;
    /** How many bytes behind {@link #base} all superslabs follow each other. */
    private final long bytes;
    /** One row a superslab; {@link #NO_SLABS} where there never was one. */
    private final Slab[][] rows;
    private final AtomicReference<UnitTable> units = new AtomicReference<>(new UnitTable(FEWEST_UNITS));
    private volatile Consumer<UnitTable> told = table -> { };

    Directory(Range range) {
        this.range = range;
        this.base = range.base();
        this.bytes = range.contiguousBytes();
        this.rows = new Slab[range.superslabs()][];
        Arrays.fill(rows, NO_SLABS);
    }

    /** Who is told of each unit table, the latest one last. */
    void tell(Consumer<UnitTable> whom) {
        told = whom;
        tell();
    }

    private void tell() {
        UnitTable latest;
        do {
            latest = units.get();
            told.accept(latest);
        } while (latest != units.get());
    }

    /** Enters a slab that has its place in the unit table, again if the hint was lost. */
    void note(Slab slab) {
        if (!isInTable(slab)) {
            return;
        }
        UnitTable table = units.get();
        int first = slab.identity();
        for (int unit = 0; unit < slab.unitsForHotPaths(); unit++) {
            table.shifts[first + unit] = (byte) slab.granuleShift();
            table.states[first + unit] = slab.states(unit);
        }
        tell();
    }

    /** Takes a dead slab off the unit table, before its units are returned. */
    void forget(Slab slab) {
        if (!isInTable(slab)) {
            return;
        }
        UnitTable table = units.get();
        int first = slab.identity();
        Arrays.fill(table.states, first, first + slab.unitsForHotPaths(), null);
    }

    /** Whether hot paths come to the slab's units by subtraction and shift. */
    private boolean isInTable(Slab slab) {
        return Long.compareUnsigned(slab.start() - base, bytes) < 0;
    }

    long base() {
        return base;
    }

    /** How many superslabs there can be. */
    int superslabs() {
        return rows.length;
    }

    /** The number of the superslab that this address lies in, or -1. */
    int superslabAt(long address) {
        return (int) (range.offset(address) >> Superslab.SHIFT);
    }

    /** The slab that this address lies in, or null. */
    Slab slabAt(long address) {
        long offset = address - base;
        if (Long.compareUnsigned(offset, bytes) >= 0) {
            return scatteredSlabAt(address);
        }
        return slabBehind(offset);
    }

    private Slab slabBehind(long offset) {
        return rows[(int) (offset >>> Superslab.SHIFT)][(int) UnitTable.unit(offset) & Superslab.UNITS - 1];
    }

    /** A superslab's row may still have what was there when it was somewhere else. */
    private Slab scatteredSlabAt(long address) {
        long offset = range.offset(address);
        Slab slab = offset < 0 ? null : slabBehind(offset);
        return slab != null && slab.contains(address) ? slab : null;
    }

    /** The slab whose {@link Slab#identity} this is, or null. */
    Slab slab(int identity) {
        return rows[identity / Superslab.UNITS][identity % Superslab.UNITS];
    }

    /** A new superslab's row; for the one who has claimed its index. */
    Slab[] newRow(int superslab) {
        Slab[] row = new Slab[Superslab.UNITS];
        if ((long) superslab << Superslab.SHIFT < bytes) {
            growTo((superslab + 1) * Superslab.UNITS);
        }
        rows[superslab] = row;
        return row;
    }

    /** A lost race only means that somebody else has grown the table. */
    private void growTo(int length) {
        for (UnitTable table = units.get(); table.length() < length; table = units.get()) {
            units.compareAndSet(table, table.grown(Math.max(length, 2 * table.length())));
        }
    }

    /** What it costs on the Java heap, in bytes, slabs not counted in. */
    long metadataBytes() {
        return 16 + 4L * rows.length + UnitTable.metadataBytes(units.get().length());
    }
}
