package org.pinfold.heap;

import org.pinfold.protocol.BatchRefill;
import org.pinfold.protocol.BlockState;
import org.pinfold.protocol.RemoteFreeQueue;
import org.pinfold.protocol.SlabWord;

/**
 * A run of units cut into blocks of one size; a large or huge block is a slab with one block.
 *
 * <p>Which block an address belongs to, and whether it is the block's first byte, takes one multiplication:
 * {@code (address - start) * reciprocal} has the quotient in its upper bits, and its lower bits are smaller than the
 * reciprocal exactly if the division leaves no remainder (Lemire, Kaser and Kurz, "Faster remainder by direct
 * computation", 2019). With {@value #FRACTION_BITS} fraction bits this is exact for all offsets within a superslab
 * and all block sizes of the ladder. The reciprocal of a large block is 0, which no offset passes: such blocks go the
 * slow way, where their one state byte is exchanged.
 *
 * <p>A slab object is made anew for each formation and dies with its arrays, so that whoever still holds a dead slab
 * can harm nobody.
 */
final class Slab extends SlabWord {
    /** How many bits of the product are the fraction. */
    static final int FRACTION_BITS = 40;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final int NOT_A_BLOCK = -1;

    /** The size of a block in bytes; of a large one, whose size may change, see {@link #blockBytes()}. */
    private final long bytes;
    /** Who has each block; see {@code BlockState}. */
    final byte[] states;
    private final long reciprocal;

    /** The address of block 0; set once, before the slab is published. */
    private long start;
    private Superslab superslab;
    private int firstUnit;
    private int units;
    private boolean clean;

    /** A slab of one class, without a place yet. */
    Slab(int sizeClass, int capacity) {
        super(sizeClass, capacity);
        this.bytes = SizeClasses.bytes(sizeClass);
        this.reciprocal = FRACTION / bytes + 1;
        this.states = new byte[capacity];
    }

    /** A large or huge block, without a place yet. */
    Slab() {
        super(SizeClasses.LARGE, 1);
        this.bytes = 0;
        this.reciprocal = 0;
        this.states = new byte[1];
    }

    /** Gives the slab its units, which the caller has claimed; {@code clean} if their pages are all zero. */
    void place(Superslab where, int first, int count, boolean zero) {
        superslab = where;
        firstUnit = first;
        units = count;
        clean = zero;
        start = where.address() + (long) first * SizeClasses.UNIT_BYTES;
    }

    /** The block that begins at this address of the slab's units, or a negative number if none does. */
    int blockAt(long address) {
        long product = (address - start) * reciprocal;
        return (product & FRACTION) < reciprocal ? (int) (product >>> FRACTION_BITS) : NOT_A_BLOCK;
    }

    /**
     * A block of the caller's magazine goes home, as the end of the caller's next chain; false if it has another
     * holder by now, because two racing frees put it into two magazines.
     */
    boolean goHome(int block) {
        if (!RemoteFreeQueue.admit(this, block)) {
            return false;
        }
        if (BlockState.goHome(states, block)) {
            return true;
        }
        BatchRefill.unlink(this, block);
        return false;
    }

    /** The number that a {@code SlabIndex} knows the slab by: its first unit within the reservation. */
    int identity() {
        return superslab.index() * Superslab.UNITS + firstUnit;
    }

    long start() {
        return start;
    }

    /** The size of a block in bytes. */
    long blockBytes() {
        return isLarge() ? (long) units * SizeClasses.UNIT_BYTES : bytes;
    }

    long address(int block) {
        return start + block * bytes;
    }

    /** A large block has more or fewer units now; for who has it to himself. */
    void resize(int count) {
        units = count;
    }

    boolean isLarge() {
        return kind() == SizeClasses.LARGE;
    }

    Superslab superslab() {
        return superslab;
    }

    int firstUnit() {
        return firstUnit;
    }

    /** How many units; of a huge block, more than one superslab has. */
    int units() {
        return units;
    }

    /** Whether blocks that were never handed out are all zero. */
    boolean isClean() {
        return clean;
    }

    /** What the slab costs on the Java heap, in bytes: its arrays, and about so much for the objects. */
    long metadataBytes() {
        return 128 + 3L * capacity();
    }
}
