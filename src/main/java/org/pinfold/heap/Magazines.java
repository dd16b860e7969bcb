package org.pinfold.heap;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The magazines of one thread: for each class a hot one, which is a private stack of free blocks, and a spare slot
 * with a full one or nothing, see {@link OwnedCache}.
 *
 * <p>How full the hot ones are stands in an array of its own, so that a hit loads magazine and fill side by side.
 *
 * <p>Plain accesses: a magazine belongs to the thread whose cache it is in, and passes to another only through an
 * atomic exchange of a spare slot or the transfer of a whole cache.
 */
abstract class Magazines extends OwnedCache {
    private static final long[] NO_BLOCKS = {};

    /** How many blocks of each class the hot magazine has. */
    private final int[] fills = new int[SizeClasses.COUNT];
    /** The hot magazines. */
    private final long[][] hot = new long[SizeClasses.COUNT][];
    /** A magazine that was hot or spare, kept so that exchanging them makes no garbage; what is in it counts not. */
    private final long[][] vacant = new long[SizeClasses.COUNT][];

    Magazines(long owner, Owner keeper) {
        super(owner, keeper);
        Arrays.fill(hot, NO_BLOCKS);
    }

    /** A block of this class from the hot magazine, still marked as cached, or 0; {@code NEVER_USED} may be added. */
    final long pop(int sizeClass) {
        int top = fills[sizeClass] - 1;
        long[] from = hot[sizeClass];
        // The one below nothing is the largest of unsigned numbers: one comparison for it and for the array's bound.
        if (Integer.compareUnsigned(top, from.length) >= 0) {
            return 0;
        }
        fills[sizeClass] = top;
        return from[top];
    }

    /** Puts a block, marked as cached by now, into the hot magazine; false if it is full. */
    final boolean push(int sizeClass, long address) {
        int fill = fills[sizeClass];
        long[] blocks = hot[sizeClass];
        if (Integer.compareUnsigned(fill, blocks.length) >= 0) {
            return false;
        }
        blocks[fill] = address;
        fills[sizeClass] = fill + 1;
        return true;
    }

    final boolean isEmpty(int sizeClass) {
        return fills[sizeClass] == 0;
    }

    final boolean hasRoom(int sizeClass) {
        return fills[sizeClass] < hot[sizeClass].length;
    }

    /** How many blocks the hot magazine can hold. */
    final int length(int sizeClass) {
        return hot[sizeClass].length;
    }

    /** The empty hot magazine itself, for who fills it from its first element on and then says how far. */
    final long[] toFill(int sizeClass) {
        return hot[sizeClass];
    }

    final void filled(int sizeClass, int blocks) {
        fills[sizeClass] = blocks;
    }

    /** A full magazine becomes the hot one, which is empty. */
    final void use(int sizeClass, long[] full) {
        vacant[sizeClass] = hot[sizeClass].length == full.length ? hot[sizeClass] : null;
        hot[sizeClass] = full;
        fills[sizeClass] = full.length;
    }

    /** Makes the hot magazine longer, with the blocks that are in it. */
    final void lengthen(int sizeClass, int length) {
        hot[sizeClass] = Arrays.copyOf(hot[sizeClass], length);
    }

    /** Puts an empty magazine of the same length in the place of the full hot one, which is answered. */
    final long[] exchange(int sizeClass) {
        long[] full = hot[sizeClass];
        long[] empty = vacant[sizeClass];
        hot[sizeClass] = empty != null ? empty : new long[full.length];
        fills[sizeClass] = 0;
        vacant[sizeClass] = null;
        return full;
    }

    /** Keeps a magazine whose blocks are gone for the next {@link #exchange}. */
    final void keepVacant(int sizeClass, long[] emptied) {
        vacant[sizeClass] = emptied;
    }

    /** Makes the hot magazine shorter. The blocks that came last stay in it, the others are answered. */
    final long[] shorten(int sizeClass, int length) {
        long[] blocks = hot[sizeClass];
        int leaving = Math.max(fills[sizeClass] - length, 0);
        long[] left = leaving == 0 ? NO_BLOCKS : Arrays.copyOf(blocks, leaving);
        hot[sizeClass] = length == 0 ? NO_BLOCKS : Arrays.copyOfRange(blocks, leaving, leaving + length);
        fills[sizeClass] -= leaving;
        vacant[sizeClass] = null;
        return left;
    }

    /** How many blocks of this class the hot magazine has; exact for the owner and when nothing else runs. */
    final int hot(int sizeClass) {
        return fills[sizeClass];
    }

    /** How many blocks of this class lie here; exact for the owner and when nothing else runs. */
    final int cached(int sizeClass) {
        return fills[sizeClass] + lengthOf(spare(sizeClass));
    }

    /** A number that most likely changes when blocks come or go; for anybody, and too old at worst. */
    long trace() {
        long sum = 0;
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            sum = 31 * sum + fills[sizeClass];
        }
        return sum;
    }

    /** Every block that lies here, with {@code NEVER_USED} where it is added; exact when nothing else runs. */
    final void forEachEntry(LongConsumer action) {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            long[] blocks = hot[sizeClass];
            forEach(blocks, Math.min(fills[sizeClass], blocks.length), action);
            long[] full = spare(sizeClass);
            forEach(full, lengthOf(full), action);
        }
    }

    private static void forEach(long[] blocks, int fill, LongConsumer action) {
        for (int i = 0; i < fill; i++) {
            action.accept(blocks[i]);
        }
    }

    /** What the magazines cost on the Java heap, in bytes. */
    final long magazineBytes() {
        long bytes = 3 * (16 + 4L * SizeClasses.COUNT);
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            bytes += bytesOf(hot[sizeClass]) + bytesOf(spare(sizeClass)) + bytesOf(vacant[sizeClass]);
        }
        return bytes;
    }

    private static long bytesOf(long[] magazine) {
        return lengthOf(magazine) == 0 ? 0 : 16 + 8L * magazine.length;
    }

    private static int lengthOf(long[] magazine) {
        return magazine == null ? 0 : magazine.length;
    }
}
