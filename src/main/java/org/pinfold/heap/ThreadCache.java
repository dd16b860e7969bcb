package org.pinfold.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * What one thread keeps of a heap: a hot magazine a class, a spare one, the slab it refills from, and large blocks.
 *
 * <p>A magazine is an array of blocks. The hot ones are private stacks; how full they are stands in an array of its
 * own, so that a hit loads magazine and fill side by side. The spare slot holds a full magazine or nothing; it is only
 * ever exchanged, so that anybody short of memory may take it. The held slab is a hint that anybody may undo. The cache
 * outlives its thread: whoever finds the owner dead takes the whole cache over, see {@link OwnedCache}.
 *
 * <p>Plain accesses: a magazine belongs to the thread whose cache it is in, and passes to another only through an
 * atomic exchange of a spare slot or the transfer of a whole cache.
 *
 * <p>Invariant: every block in a magazine is marked as cached and of the magazine's class, except the second entry of a
 * block that two racing frees put into two magazines; who takes or flushes such an entry finds out and drops it.
 */
final class ThreadCache extends OwnedCache {
    /** Stands where the table has no cache; owned by nobody. */
    static final ThreadCache NONE = new ThreadCache(NOBODY, null, null);

    /**
     * Added to the address of a block, which is aligned to more, in a magazine and in what {@link #pop} answers: nobody
     * had the block since its slab was formed of pages that were zero.
     */
    static final long NEVER_USED = 1;

    private static final long[] NO_BLOCKS = {};
    private static final VarHandle HELD = MethodHandles.arrayElementVarHandle(Slab[].class);

    /** The next cache in the heap's list, fixed when the cache is listed. */
    ThreadCache next;

    private final Depot depot;
    /** How many blocks of each class the hot magazine has. */
    private final int[] fills = new int[SizeClasses.COUNT];
    /** The hot magazines. */
    private final long[][] hot = new long[SizeClasses.COUNT][];
    /** A magazine that was hot or spare, kept so that exchanging them makes no garbage; what is in it counts not. */
    private final long[][] vacant = new long[SizeClasses.COUNT][];
    private final MagazineSizes sizes;
    /** Written by setRelease: who else lets a slab go sees what was written before it was obtained. */
    private final Slab[] held = new Slab[SizeClasses.COUNT];
    private final LargeMagazine large;
    private final WayHome home;
    /** What {@link #hasIdled} saw last. */
    private long seenFills;

    ThreadCache(Owner keeper, Depot depot) {
        this(keeper.number(), keeper, depot);
    }

    /** A cache of which {@code owner} is the number, but no thread's. */
    static ThreadCache ofNoThread(long owner, Depot depot) {
        return new ThreadCache(owner, null, depot);
    }

    private ThreadCache(long owner, Owner keeper, Depot depot) {
        super(owner, keeper);
        this.depot = depot;
        this.home = depot == null ? null : new WayHome(depot);
        this.sizes = depot == null ? null : new MagazineSizes(depot.cacheShare());
        this.large = depot == null ? null : new LargeMagazine(depot.keptLarge(), System::nanoTime, depot::sendHome);
        Arrays.fill(hot, NO_BLOCKS);
    }

    /** Does what was asked for by {@link #want}; for the owner. */
    void poll() {
        if (isWanted()) {
            heard();
            flushAll();
        }
    }

    /**
     * Whether nothing has come or gone since this was asked last, by the one who asks; as far as can be seen from
     * another thread, which reads what the owner writes plainly: too old at worst.
     */
    boolean hasIdled() {
        long sum = 0;
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            sum = 31 * sum + fills[sizeClass];
        }
        boolean same = sum == seenFills;
        seenFills = sum;
        return same;
    }

    /** A block of this class from the hot magazine, still marked as cached, or 0; {@link #NEVER_USED} may be added. */
    long pop(int sizeClass) {
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
    boolean push(int sizeClass, long address) {
        int fill = fills[sizeClass];
        long[] blocks = hot[sizeClass];
        if (Integer.compareUnsigned(fill, blocks.length) >= 0) {
            return false;
        }
        blocks[fill] = address;
        fills[sizeClass] = fill + 1;
        return true;
    }

    /** The large blocks that the thread keeps. */
    LargeMagazine large() {
        return large;
    }

    /** Keeps a large block, marked as cached by now; false if it has to go home, or others before. */
    boolean keepLarge(Slab slab) {
        return !isWanted() && depot.mayKeepLarge() && large.put(slab);
    }

    boolean isEmpty(int sizeClass) {
        return fills[sizeClass] == 0;
    }

    /** How many blocks of this class lie here; exact for the owner and when nothing else runs. */
    int cached(int sizeClass) {
        return fills[sizeClass] + length(spare(sizeClass));
    }

    private static int length(long[] magazine) {
        return magazine == null ? 0 : magazine.length;
    }

    /** Every block that lies here; exact when nothing else runs, else as far as this thread can see. */
    void forEachBlock(LongConsumer action) {
        forEachEntry(entry -> action.accept(entry & ~NEVER_USED));
        large.forEach(slab -> action.accept(slab.start()));
    }

    /** As {@link #forEachBlock}, with {@link #NEVER_USED} where it is added. */
    void forEachEntry(LongConsumer action) {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            long[] blocks = hot[sizeClass];
            forEach(blocks, Math.min(fills[sizeClass], blocks.length), action);
            long[] full = spare(sizeClass);
            forEach(full, length(full), action);
        }
    }

    private static void forEach(long[] blocks, int fill, LongConsumer action) {
        for (int i = 0; i < fill; i++) {
            action.accept(blocks[i]);
        }
    }

    /** What the cache costs on the Java heap, in bytes. */
    long metadataBytes() {
        long bytes = WayHome.metadataBytes() + MagazineSizes.metadataBytes()
                + 5 * (16 + 4L * SizeClasses.COUNT) + 64;
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            bytes += metadataBytes(hot[sizeClass]) + metadataBytes(spare(sizeClass))
                    + metadataBytes(vacant[sizeClass]);
        }
        return bytes;
    }

    private static long metadataBytes(long[] magazine) {
        return length(magazine) == 0 ? 0 : 16 + 8L * magazine.length;
    }

    boolean hasRoom(int sizeClass) {
        return fills[sizeClass] < hot[sizeClass].length;
    }

    /**
     * Makes room in the hot magazine: a larger one, or a vacant one, its full predecessor becoming the spare; or a
     * smaller one, if what lies here is of no use.
     */
    void makeRoom(int sizeClass) {
        long[] full = hot[sizeClass];
        if (sizes.isTooLarge(sizeClass)) {
            drain(sizeClass, full);
        } else if (!grow(sizeClass)) {
            long[] empty = vacant[sizeClass];
            hot[sizeClass] = empty != null ? empty : new long[full.length];
            fills[sizeClass] = 0;
            vacant[sizeClass] = null;
            long[] old = putSpare(sizeClass, full);
            if (old != null) {
                sizes.flushed(sizeClass);
                home.send(old);
                vacant[sizeClass] = old;
            }
        }
    }

    private void drain(int sizeClass, long[] full) {
        int length = sizes.shrink(sizeClass, full.length);
        hot[sizeClass] = length < full.length ? new long[length] : full;
        fills[sizeClass] = 0;
        vacant[sizeClass] = null;
        long[] old = takeSpare(sizeClass);
        home.send(full);
        if (old != null) {
            home.send(old);
        }
    }

    /** Replaces the hot magazine by a larger one with the same blocks; false if it is as large as it may be. */
    private boolean grow(int sizeClass) {
        long[] blocks = hot[sizeClass];
        int length = sizes.grow(sizeClass, blocks.length);
        if (length == blocks.length) {
            return false;
        }
        hot[sizeClass] = Arrays.copyOf(blocks, length);
        return true;
    }

    /** Puts blocks into the empty hot magazine; false if there is no memory for one more. */
    boolean refill(int sizeClass) {
        return refill(sizeClass, true);
    }

    /**
     * As {@link #refill(int)}.
     *
     * @param mayForm whether to form a slab if there is no block otherwise
     */
    boolean refill(int sizeClass, boolean mayForm) {
        sizes.refilled(sizeClass);
        long[] full = takeSpare(sizeClass);
        if (full != null) {
            vacant[sizeClass] = hot[sizeClass].length == full.length ? hot[sizeClass] : null;
            hot[sizeClass] = full;
            fills[sizeClass] = full.length;
            return true;
        }
        grow(sizeClass);
        return fillFromSlabs(sizeClass, Math.max(hot[sizeClass].length / 2, 1), mayForm);
    }

    private boolean fillFromSlabs(int sizeClass, int want, boolean mayForm) {
        Slab exhausted = null;
        for (;;) {
            Slab slab = held[sizeClass];
            if (slab == null) {
                slab = depot.obtain(sizeClass, exhausted, mayForm);
                if (slab == null) {
                    return false;
                }
                HELD.setRelease(held, sizeClass, slab);
            }
            int came = depot.fill(slab, hot[sizeClass], want, home.twice());
            if (came > 0) {
                fills[sizeClass] = came;
                return true;
            }
            held[sizeClass] = null;
            if (came == 0) {
                exhausted = slab;
                depot.unhold(slab);
            }
        }
    }

    /** Sends the spare magazines home; for anybody who holds this cache or is short of memory. */
    void flushSpares(ThreadCache through) {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            long[] taken = takeSpare(sizeClass);
            if (taken != null) {
                through.home.send(taken);
            }
        }
    }

    /** Lets the held slabs go without telling the holder; for anybody. */
    void unholdAll() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            Slab slab = (Slab) HELD.getAcquire(held, sizeClass);
            if (slab != null) {
                depot.unhold(slab);
            }
        }
    }

    /** Sends everything home, lets the held slabs go and keeps no magazines; for the owner. */
    void flushAll() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            flushHot(sizeClass);
            if (held[sizeClass] != null) {
                Slab slab = held[sizeClass];
                held[sizeClass] = null;
                depot.unhold(slab);
            }
        }
        flushSpares(this);
        large.flush();
    }

    private void flushHot(int sizeClass) {
        while (!isEmpty(sizeClass)) {
            home.add(pop(sizeClass));
        }
        home.arrive();
        vacant[sizeClass] = null;
        hot[sizeClass] = NO_BLOCKS;
        sizes.forget(sizeClass);
    }

    /** A block of which a second entry was found since the last call, or 0. */
    long takeFoundTwice() {
        return home.takeFoundTwice();
    }
}
