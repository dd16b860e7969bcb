package org.pinfold.heap;

import java.util.Arrays;
import org.pinfold.protocol.BlockState;
import org.pinfold.protocol.SlabWord;

/**
 * The ladder of block sizes: multiples of 16 bytes to 128, then eight or sixteen steps per doubling to 64 KiB.
 *
 * <p>One more class stands for everything larger, which is served in whole units. Classes count from 1, so that they
 * can be kinds of {@code BlockState}, of which there are 127: sixteen steps everywhere would be too many. Nor would
 * they pay everywhere: half a step is half a granule, and so twice the state bytes. Sixteen steps are where a state
 * byte is little beside what they spare: from 8 KiB on, and from 1 to 2 KiB, where buffers lie that are 1 KiB and a
 * header. Every power of two is a class, so that any alignment up to a unit has one.
 */
final class SizeClasses {
    /** The logarithm of {@link #UNIT_BYTES}. */
    static final int UNIT_SHIFT = 16;
    /** What a superslab is divided into, in bytes. */
    static final int UNIT_BYTES = 1 << UNIT_SHIFT;
    /** The largest block that shares a slab with others, in bytes. */
    static final int MAX_BLOCK = UNIT_BYTES;
    /** What the sizes of all classes are multiples of, and all blocks are aligned to, in bytes. */
    static final int GRANULE = 16;

    private static final int LINEAR_END = 128;
    /** Of steps per doubling, where nothing else is said. */
    private static final int STEPS_LOG = 3;
    private static final int FINE_STEPS_LOG = 4;
    /** The logarithm of the lower end of a doubling below {@link #TABLE_END} that has fine steps. */
    private static final int FINE_LOG = 10;
    /** Far enough that hardly a program mixes sizes on both sides of it: a branch that is predicted costs nothing. */
    private static final int TABLE_END_LOG = 13;
    private static final int TABLE_END = 1 << TABLE_END_LOG;
    /** Of smaller blocks a slab is a unit: what a block that is too large wastes is more. */
    private static final int LEAST_SUBSTITUTED = 1 << 13;
    private static final int SUBSTITUTE_PART = 3;
    private static final int FEWEST_BLOCKS = 8;
    private static final int MOST_BLOCKS = 1 << 13;
    private static final int MANY_UNITS = 8;
    private static final int FEW_UNITS = 5;
    /** A slab that takes the room there is may have one in so many of its bytes behind its last block. */
    private static final int MOST_WASTE_OF_HOLE = 4;
    /** Of blocks to this size, slabs get many units. */
    private static final int LARGEST_OF_MANY = 1 << 12;
    private static final int SMALL = 1 << 13;
    private static final int SMALL_MAGAZINE_BYTES = 1 << 17;
    private static final int SMALL_MAGAZINE_BLOCKS = 1 << 12;
    private static final int FEWEST_MAGAZINE_BYTES = 1 << 13;
    private static final int FEWEST_MAGAZINE_BLOCKS = 16;
    private static final int MID_MAGAZINE_BYTES = 1 << 19;
    private static final int MID_MAGAZINE_BLOCKS = 1 << 5;

    /** By class; the entry of class 0 is unused. */
    private static final int[] BYTES = ladder();
    /** One more than the last class of blocks that share slabs. */
    static final int COUNT = BYTES.length;
    /** The class of blocks that are slabs of their own. */
    static final int LARGE = COUNT;
    /** {@code TABLE[(size + 15) / 16]} is the class for sizes to 8 KiB. */
    private static final byte[] TABLE = table(BYTES);
    private static final int LAST_IN_TABLE = TABLE[TABLE_END / GRANULE];
    /** By class: how many units its slabs grow to. */
    private static final byte[] FULL_UNITS = fullUnits(BYTES);
    /** By class, {@link #LARGE} included. */
    private static final byte[] GRANULE_SHIFTS = granuleShifts(BYTES);

    private SizeClasses() {
    }

    /** The block size of each class: a granule more than the one below, or a part of its power of two. */
    static int[] ladder() {
        int[] bytes = new int[BlockState.MAX_KIND];
        int last = 0;
        while (bytes[last] < MAX_BLOCK) {
            int below = bytes[last];
            last++;
            bytes[last] = below + (below < LINEAR_END ? GRANULE : step(below));
        }
        return Arrays.copyOf(bytes, last + 1);
    }

    private static int step(int bytes) {
        int log = 31 - Integer.numberOfLeadingZeros(bytes);
        boolean fine = log == FINE_LOG || log >= TABLE_END_LOG;
        return 1 << log - (fine ? FINE_STEPS_LOG : STEPS_LOG);
    }

    /** The class for each multiple of a granule to {@link #TABLE_END}; no step of the ladder is less than that. */
    static byte[] table(int[] bytes) {
        byte[] table = new byte[TABLE_END / GRANULE + 1];
        byte sizeClass = 1;
        for (int slot = 0; slot < table.length; slot++) {
            if (bytes[sizeClass] < slot * GRANULE) {
                sizeClass++;
            }
            table[slot] = sizeClass;
        }
        return table;
    }

    /** How many units the slabs of each class grow to. */
    static byte[] fullUnits(int[] bytes) {
        byte[] units = new byte[bytes.length];
        for (int sizeClass = 1; sizeClass < bytes.length; sizeClass++) {
            units[sizeClass] = (byte) fullUnits(bytes[sizeClass]);
        }
        return units;
    }

    /** The logarithm of the granule of each class, and of a unit for the class beyond. */
    static byte[] granuleShifts(int[] bytes) {
        byte[] shifts = new byte[bytes.length + 1];
        for (int sizeClass = 1; sizeClass < bytes.length; sizeClass++) {
            shifts[sizeClass] = (byte) Math.min(Integer.numberOfTrailingZeros(bytes[sizeClass]), UNIT_SHIFT);
        }
        shifts[bytes.length] = UNIT_SHIFT;
        return shifts;
    }

    /** The class whose blocks have at least this many bytes; {@code size} is 0 to {@link #MAX_BLOCK}. */
    static int of(int size) {
        return size <= TABLE_END ? TABLE[size + GRANULE - 1 >>> 4] : computed(size);
    }

    private static int computed(int size) {
        int last = size - 1;
        int log = 31 - Integer.numberOfLeadingZeros(last);
        int step = last >>> log - FINE_STEPS_LOG & (1 << FINE_STEPS_LOG) - 1;
        return LAST_IN_TABLE + 1 + (log - TABLE_END_LOG << FINE_STEPS_LOG) + step;
    }

    /** The class for this size whose blocks are aligned so; {@link #LARGE} if there is none. */
    static int of(long size, long alignment) {
        if (size > MAX_BLOCK || alignment > UNIT_BYTES) {
            return LARGE;
        }
        int sizeClass = of((int) Math.max(size, alignment));
        while ((BYTES[sizeClass] & alignment - 1) != 0) {
            sizeClass++;
        }
        return sizeClass;
    }

    /** The size of a block of this class (not {@link #LARGE}), in bytes. */
    static int bytes(int sizeClass) {
        return BYTES[sizeClass];
    }

    /** The logarithm of the granule of this class: the largest power of two that divides the size, a unit at most. */
    static int granuleShift(int sizeClass) {
        return GRANULE_SHIFTS[sizeClass];
    }

    /** What a request for this many bytes (not negative) gets, in bytes. */
    static long good(long size) {
        if (size <= MAX_BLOCK) {
            return BYTES[of((int) size)];
        }
        return size > Long.MAX_VALUE - UNIT_BYTES ? Long.MAX_VALUE : Math.ceilDiv(size, UNIT_BYTES) * UNIT_BYTES;
    }

    /** Whether a block of the larger class may be handed out for one of the smaller: a mid block, by a third more. */
    static boolean mayStandFor(int larger, int smaller) {
        return larger < COUNT && larger > smaller && BYTES[smaller] >= LEAST_SUBSTITUTED
                && BYTES[larger] <= BYTES[smaller] + BYTES[smaller] / SUBSTITUTE_PART;
    }

    /** Whether a request for {@code size} bytes, at some alignment, may get blocks of {@code blockBytes}. */
    static boolean gives(long size, long blockBytes) {
        if (size < 0 || size > blockBytes) {
            return false;
        }
        if (blockBytes > MAX_BLOCK) {
            return good(size) == blockBytes;
        }
        for (long alignment = 1; alignment <= Math.min(UNIT_BYTES, Long.lowestOneBit(blockBytes)); alignment *= 2) {
            if (BYTES[of(size, alignment)] == blockBytes) {
                return true;
            }
        }
        return mayStandFor(of((int) blockBytes), of((int) size));
    }

    /**
     * How many units a new slab of this class gets where there is room.
     *
     * @param predecessor how many units the slab before it had, or 0: the first is small, later ones double
     */
    static int units(int sizeClass, int predecessor) {
        return Math.clamp(2L * predecessor, fewestUnits(BYTES[sizeClass]), FULL_UNITS[sizeClass]);
    }

    /** How many units a slab of this class must have for one block; what is left where memory runs out. */
    static int leastUnits(int sizeClass) {
        return Math.ceilDiv(BYTES[sizeClass], UNIT_BYTES);
    }

    private static int fewestUnits(int blockBytes) {
        return unitsOf(blockBytes, FEWEST_BLOCKS);
    }

    private static int unitsOf(int blockBytes, int blocks) {
        return Math.ceilDiv(blockBytes * blocks, UNIT_BYTES);
    }

    /**
     * A slab's units seldom are a multiple of the block: a few of its bytes lie idle behind the last one. Of small
     * blocks they are few anyway. A slab of larger ones has the number of units with the fewest of them, and no more
     * units than it needs for some blocks, as it gives nothing back before all of these are home.
     */
    private static int fullUnits(int blockBytes) {
        int fewest = fewestUnits(blockBytes);
        if (blockBytes <= LARGEST_OF_MANY) {
            return Math.min(MANY_UNITS, blockBytes * MOST_BLOCKS / UNIT_BYTES);
        }
        int best = Math.max(fewest, Math.min(FEW_UNITS, unitsOf(blockBytes, 2 * FEWEST_BLOCKS)));
        for (int units = best + 1; units <= Math.max(FEW_UNITS, 2 * fewest); units++) {
            best = waste(blockBytes, units) * best < waste(blockBytes, best) * units ? units : best;
        }
        return best;
    }

    /** Whether blocks of this class fill so many units well enough for a slab that was to have more. */
    static boolean fill(int sizeClass, int units) {
        return waste(BYTES[sizeClass], units) <= (long) units * UNIT_BYTES / MOST_WASTE_OF_HOLE;
    }

    /** Bytes behind the last block. */
    private static long waste(int blockBytes, int units) {
        return (long) units * UNIT_BYTES % blockBytes;
    }

    /** How many blocks fit. */
    static int capacity(int sizeClass, int units) {
        return (int) Math.min((long) units * UNIT_BYTES / BYTES[sizeClass], SlabWord.MAX_CAPACITY);
    }

    /** With how many blocks a magazine of this class begins, and what it shrinks to. */
    static int fewestInMagazine(int sizeClass) {
        return Math.clamp(FEWEST_MAGAZINE_BYTES / BYTES[sizeClass], 1, FEWEST_MAGAZINE_BLOCKS);
    }

    /**
     * The most blocks of this class that one magazine holds. A magazine grows to that only as it is filled and emptied
     * again, so what bounds a thread's cache is first of all what the thread does. Mid blocks get as many as the live
     * blocks of a class wander up and down by, of those that are not too much memory to lie idle.
     */
    static int magazineBlocks(int sizeClass) {
        int bytes = BYTES[sizeClass];
        if (bytes <= SMALL) {
            return Math.min(SMALL_MAGAZINE_BLOCKS, SMALL_MAGAZINE_BYTES / bytes);
        }
        return Math.min(MID_MAGAZINE_BLOCKS, MID_MAGAZINE_BYTES / bytes);
    }
}
