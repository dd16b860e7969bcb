package org.pinfold.heap;

/**
 * How large the magazines of one thread's cache are, by class.
 *
 * <p>They begin small and double as they are filled and emptied again, up to what {@link SizeClasses} allows a class,
 * {@link CacheShare} all caches together, and the {@link ClassBounds} that were published last this thread. A class
 * that suddenly moves often need not wait for the next ones. A thread that flushes again and again without a refill in
 * between has no use for what it keeps, and where all caches have more than their share everybody has less: then they
 * halve.
 */
final class MagazineSizes {
    private static final int FLUSHES_OF_A_DRAIN = 2;

    private final CacheShare share;
    /** What each class has of the share, in bytes. */
    private final long[] granted = new long[SizeClasses.COUNT];
    /** How often each class was flushed since it was refilled, as far as that makes a difference. */
    private final byte[] flushes = new byte[SizeClasses.COUNT];
    /** How many batches each class has moved from or to slabs in all. Others read it: too old at worst. */
    private final int[] moves = new int[SizeClasses.COUNT];
    private final int[] movesWhenAdopted = new int[SizeClasses.COUNT];
    private volatile ClassBounds published = ClassBounds.MAGAZINES;
    private ClassBounds adopted = ClassBounds.MAGAZINES;

    MagazineSizes(CacheShare share) {
        this.share = share;
    }

    /** The magazine was empty and somebody wanted a block. */
    void wanted(int sizeClass) {
        flushes[sizeClass] = 0;
    }

    /** A batch has come from a slab. */
    void refilled(int sizeClass) {
        moves[sizeClass]++;
    }

    /** A batch has gone to slabs. */
    void flushed(int sizeClass) {
        flushes[sizeClass] = (byte) Math.min(flushes[sizeClass] + 1, FLUSHES_OF_A_DRAIN);
        moves[sizeClass]++;
    }

    /** For the learner. */
    int[] moves() {
        return moves;
    }

    /** What was published last. */
    ClassBounds published() {
        return published;
    }

    /** From now on, as soon as the owner hears of it. */
    void publish(ClassBounds bounds) {
        published = bounds;
    }

    /** Whether there are bounds that the owner has not adopted. */
    boolean haveNewBounds() {
        return published != adopted;
    }

    /** Adopts the bounds that were published last; to be followed by {@link #bound} for each class. */
    void adopt() {
        adopted = published;
        System.arraycopy(moves, 0, movesWhenAdopted, 0, moves.length);
    }

    /** The most blocks of a magazine, as adopted. */
    int bound(int sizeClass) {
        return adopted.of(sizeClass);
    }

    /** Whether a full magazine of this length is to go home rather than be followed by another one. */
    boolean isTooLarge(int sizeClass, int length) {
        return flushes[sizeClass] >= FLUSHES_OF_A_DRAIN || share.isExceeded() || length > share.blocks(sizeClass);
    }

    /** The length that a magazine of this length may grow to; the same if it may not. Everybody may have one block. */
    int grow(int sizeClass, int length) {
        int most = share.blocks(sizeClass);
        int fewest = SizeClasses.fewestInMagazine(sizeClass);
        if (moves[sizeClass] - movesWhenAdopted[sizeClass] < MagazineLearner.BUSY) {
            most = Math.clamp(bound(sizeClass), fewest, most);
        }
        if (length >= most) {
            return length;
        }
        int longer = Math.clamp(2L * length, fewest, most);
        long more = bytes(sizeClass, longer) - granted[sizeClass];
        if (more > 0 && !share.tryTake(more)) {
            return Math.max(length, 1);
        }
        granted[sizeClass] += Math.max(more, 0);
        return longer;
    }

    /** The length that a magazine of this length shrinks to; the same if it is as small as any. */
    int shrink(int sizeClass, int length) {
        int shorter = Math.min(length, Math.max(length / 2, SizeClasses.fewestInMagazine(sizeClass)));
        shrunk(sizeClass, shorter);
        return shorter;
    }

    /** Magazines of the class have this length now, at most. */
    void shrunk(int sizeClass, int length) {
        long less = granted[sizeClass] - bytes(sizeClass, length);
        if (less > 0) {
            granted[sizeClass] -= less;
            share.giveBack(less);
        }
    }

    /** There is no magazine of this class any more. */
    void forget(int sizeClass) {
        flushes[sizeClass] = 0;
        shrunk(sizeClass, 0);
    }

    /** What a hot magazine of so many blocks and a spare one can hold. */
    private static long bytes(int sizeClass, int length) {
        return 2L * length * SizeClasses.bytes(sizeClass);
    }

    /** What it costs on the Java heap, in bytes. */
    static long metadataBytes() {
        return 112 + 17L * SizeClasses.COUNT;
    }
}
