package org.pinfold.heap;

/**
 * How large the magazines of one thread's cache are, by class.
 *
 * <p>They begin small and double as they are filled and emptied again, up to what {@link SizeClasses} allows a class
 * and {@link CacheShare} all caches together. A thread that flushes again and again without a refill in between has no
 * use for what it keeps, and where all caches have more than their share everybody has less: then they halve.
 */
final class MagazineSizes {
    private static final int FLUSHES_OF_A_DRAIN = 2;

    private final CacheShare share;
    /** What each class has of the share, in bytes. */
    private final long[] granted = new long[SizeClasses.COUNT];
    /** How often each class was flushed since it was refilled. */
    private final byte[] flushes = new byte[SizeClasses.COUNT];

    MagazineSizes(CacheShare share) {
        this.share = share;
    }

    void refilled(int sizeClass) {
        flushes[sizeClass] = 0;
    }

    void flushed(int sizeClass) {
        flushes[sizeClass]++;
    }

    /** Whether the next full magazine is to go home rather than be followed by another one. */
    boolean isTooLarge(int sizeClass) {
        return flushes[sizeClass] >= FLUSHES_OF_A_DRAIN || share.isExceeded();
    }

    /** The length that a magazine of this length may grow to; the same if it may not. Everybody may have one block. */
    int grow(int sizeClass, int length) {
        int most = SizeClasses.magazineBlocks(sizeClass);
        if (length >= most) {
            return length;
        }
        int longer = Math.clamp(2L * length, SizeClasses.fewestInMagazine(sizeClass), most);
        long more = bytes(sizeClass, longer) - granted[sizeClass];
        if (!share.tryTake(more)) {
            return Math.max(length, 1);
        }
        granted[sizeClass] += more;
        return longer;
    }

    /** The length that a magazine of this length shrinks to; the same if it is as small as any. */
    int shrink(int sizeClass, int length) {
        int shorter = Math.min(length, Math.max(length / 2, SizeClasses.fewestInMagazine(sizeClass)));
        giveBack(sizeClass, granted[sizeClass] - bytes(sizeClass, shorter));
        return shorter;
    }

    /** There is no magazine of this class any more. */
    void forget(int sizeClass) {
        flushes[sizeClass] = 0;
        giveBack(sizeClass, granted[sizeClass]);
    }

    private void giveBack(int sizeClass, long bytes) {
        if (bytes > 0) {
            granted[sizeClass] -= bytes;
            share.giveBack(bytes);
        }
    }

    /** What a hot magazine of so many blocks and a spare one can hold. */
    private static long bytes(int sizeClass, int length) {
        return 2L * length * SizeClasses.bytes(sizeClass);
    }

    /** What it costs on the Java heap, in bytes. */
    static long metadataBytes() {
        return 64 + 9L * SizeClasses.COUNT;
    }
}
