package org.pinfold.heap;

/**
 * Where the hot paths find the state of a block: for each unit, the states of the blocks that begin in it.
 *
 * <p>One byte a granule, the largest power of two that divides the block size. From an address to its byte are two
 * loads, and two shifts whose operands are loaded side by side: the array of the unit, and the logarithm of its
 * granule. That the two belong together shows in the array's length, which is checked off the chain of loads.
 *
 * <p>All of it is a hint. The directory's rows are the truth, which every slow path asks and mends the hint by: a table
 * that grows may lose what is entered meanwhile, and a unit may keep the array of a dead slab. Such an array has no
 * allocated block that an honest caller could mean, since he got his address after its slab's successor was entered.
 * Reads are plain: the elements of a table that is seen before its content are null or 0, which answer nothing.
 */
final class UnitTable {
    private static final int WITHIN = SizeClasses.UNIT_BYTES - 1;

    /** Element u is the array of unit u, or null. */
    final byte[][] states;
    /** Element u is the logarithm of a granule of unit u, in bytes. */
    final byte[] shifts;

    UnitTable(int units) {
        this.states = new byte[units][];
        this.shifts = new byte[units];
    }

    UnitTable grown(int units) {
        UnitTable larger = new UnitTable(units);
        System.arraycopy(shifts, 0, larger.shifts, 0, shifts.length);
        System.arraycopy(states, 0, larger.states, 0, states.length);
        return larger;
    }

    int length() {
        return states.length;
    }

    /** The number of the unit that an offset into the reservation lies in; of no unit for an offset outside. */
    static long unit(long offset) {
        return offset >>> SizeClasses.UNIT_SHIFT;
    }

    /** The index in its unit's states of a block of known class; bits of the address below a granule do not count. */
    static int block(int sizeClass, long address) {
        return ((int) address & WITHIN) >>> SizeClasses.granuleShift(sizeClass);
    }

    /** The index in its unit's states of the block that begins at this address, or -1 if none can. */
    static int block(byte[] states, int shift, long address) {
        // What is no multiple of a granule comes out beyond every array: its low bits are the highest now.
        int block = Integer.rotateRight((int) address & WITHIN, shift);
        return states != null && isIndex(block, states) && states.length << shift == SizeClasses.UNIT_BYTES
                ? block : -1;
    }

    /** One comparison, which saves the compiler's own before the access. */
    static boolean isIndex(int index, byte[] array) {
        return Integer.compareUnsigned(index, array.length) < 0;
    }

    /** What a table costs on the Java heap, in bytes, its arrays of states not counted in. */
    static long metadataBytes(int units) {
        return 64 + 5L * units;
    }
}
