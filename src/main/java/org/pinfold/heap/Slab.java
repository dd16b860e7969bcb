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
 * and all block sizes of the ladder. Hot paths need less: they find a block's state by the {@link UnitTable}.
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
    /** Who has each block, unit by unit and granule by granule; see {@link UnitTable}. */
    private final byte[][] states;
    private final int granuleShift;
    private final long reciprocal;

    /** The address of block 0; set once, before the slab is published. */
    private long start;
    private Superslab superslab;
    private int firstUnit;
    private int units;
    private int identity;
    private boolean clean;
    private volatile boolean quarantined;
    /** Whether blocks have come home since the slab was purged last. */
    private volatile boolean unpurged;
    /** The word at the last pass of the {@link Reclaimer}, whose alone this is. */
    private long seen = REFUSED;

    /** A slab of one class for so many units, without a place yet. */
    Slab(int sizeClass, int units) {
        super(sizeClass, SizeClasses.capacity(sizeClass, units));
        this.bytes = SizeClasses.bytes(sizeClass);
        this.reciprocal = FRACTION / bytes + 1;
        this.granuleShift = SizeClasses.granuleShift(sizeClass);
        this.states = new byte[units][SizeClasses.UNIT_BYTES >>> granuleShift];
    }

    /** A large or huge block, without a place yet. */
    Slab() {
        super(SizeClasses.LARGE, 1);
        this.bytes = 0;
        this.reciprocal = 0;
        this.granuleShift = SizeClasses.granuleShift(SizeClasses.LARGE);
        this.states = new byte[1][1];
    }

    /** Gives the slab its units, which the caller has claimed; {@code clean} if their pages are all zero. */
    void place(Superslab where, int first, int count, boolean zero) {
        superslab = where;
        firstUnit = first;
        units = count;
        clean = zero;
        identity = where.index() * Superslab.UNITS + first;
        start = where.address() + (long) first * SizeClasses.UNIT_BYTES;
    }

    /** The block that begins at this address of the slab's units, or a negative number if none does. */
    int blockAt(long address) {
        if (isLarge()) {
            return address == start ? 0 : NOT_A_BLOCK;
        }
        long product = (address - start) * reciprocal;
        return (product & FRACTION) < reciprocal ? (int) (product >>> FRACTION_BITS) : NOT_A_BLOCK;
    }

    /** The block that this address of the slab's units lies in, or a negative number if it is behind the last one. */
    int blockAround(long address) {
        long block = isLarge() ? 0 : (address - start) / bytes;
        return block < capacity() ? (int) block : NOT_A_BLOCK;
    }

    /** The block of this slab, which may be null, that begins at this address, or a negative number if none does. */
    static int blockAt(Slab slab, long address) {
        int block = slab == null ? NOT_A_BLOCK : slab.blockAt(address);
        return block < 0 || block >= slab.capacity() ? NOT_A_BLOCK : block;
    }

    /**
     * A block of the caller's magazine goes home, as the end of the caller's next chain; false if it has another
     * holder by now, because two racing frees put it into two magazines.
     */
    boolean goHome(int block) {
        if (!RemoteFreeQueue.admit(this, block)) {
            return false;
        }
        if (BlockState.goHome(statesOf(block), indexOf(block), kind())) {
            return true;
        }
        BatchRefill.unlink(this, block);
        return false;
    }

    /** A block that the caller's refill carved goes to its magazine. */
    void carve(int block) {
        BlockState.carve(statesOf(block), indexOf(block), kind());
    }

    /** A block of a chain that the caller took goes to its magazine. */
    boolean take(int block) {
        return BlockState.take(statesOf(block), indexOf(block), kind());
    }

    /** A block of the caller's magazine goes to a user. */
    boolean allocate(int block) {
        return BlockState.allocate(statesOf(block), indexOf(block), kind());
    }

    /** A user's block goes to the caller, and of several callers to one. */
    boolean freeExactly(int block) {
        return BlockState.freeExactly(statesOf(block), indexOf(block)) != BlockState.NOT_ALLOCATED;
    }

    /** The state of a block. */
    byte state(int block) {
        return statesOf(block)[indexOf(block)];
    }

    private byte[] statesOf(int block) {
        return states[(int) (block * bytes >>> SizeClasses.UNIT_SHIFT)];
    }

    private int indexOf(int block) {
        return ((int) (block * bytes) & SizeClasses.UNIT_BYTES - 1) >>> granuleShift;
    }

    /**
     * For the {@link UnitTable}: how many of the units, from the first one on, hot paths may look into. None of a large
     * block: so that its free always takes the slow path, where the mark is exchanged, whatever {@code Frees} says.
     */
    int unitsForHotPaths() {
        return isLarge() ? 0 : states.length;
    }

    /** For the {@link UnitTable}: the states of the blocks that begin in a unit, counted from the first one. */
    byte[] states(int unit) {
        return states[unit];
    }

    /** For the {@link UnitTable}: the logarithm of the size of a granule. */
    int granuleShift() {
        return granuleShift;
    }

    /** The number that a {@code SlabIndex} knows the slab by: its first unit within the reservation. */
    int identity() {
        return identity;
    }

    long start() {
        return start;
    }

    /** Whether this address lies in the slab's units. */
    boolean contains(long address) {
        return Long.compareUnsigned(address - start, (long) units * SizeClasses.UNIT_BYTES) < 0;
    }

    /** The address behind the last unit. */
    long end() {
        return start + (long) units * SizeClasses.UNIT_BYTES;
    }

    /** The size of a block in bytes. */
    long blockBytes() {
        return isLarge() ? (long) units * SizeClasses.UNIT_BYTES : bytes;
    }

    long address(int block) {
        return start + block * bytes;
    }

    /** A large block is handed out again with what its last user has left in it. */
    void used() {
        clean = false;
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

    /** Takes the slab out of use for good: {@link Depot} lets nobody refill from it, adopt or retire it. */
    void quarantine() {
        quarantined = true;
    }

    boolean isQuarantined() {
        return quarantined;
    }

    /** Whether the slab's word is another one than when this was asked last; for the {@link Reclaimer}. */
    boolean hasChanged(long word) {
        boolean changed = word != seen;
        seen = word;
        return changed;
    }

    /**
     * Blocks have come home. To be called after their push, and {@link #beginPurge} before the take that is to find
     * them: so what a take does not find is marked after it, and a mark that comes late costs a look and no more.
     */
    void homecoming() {
        // Most are not the first since the last purge: a load is less than a store that all processors must see.
        if (!unpurged) {
            unpurged = true;
        }
    }

    /** Whether a purge may find pages that have content. The uncarved blocks of a slab of used units have. */
    boolean isUnpurged() {
        return unpurged || !clean && carved(getVolatile()) < capacity();
    }

    /** For the one who is about to take what is home. */
    void beginPurge() {
        unpurged = false;
    }

    /** What the slab costs on the Java heap, in bytes: its arrays, and about so much for the objects. */
    long metadataBytes() {
        return 128 + 2L * capacity() + (20L + states[0].length) * states.length;
    }
}
