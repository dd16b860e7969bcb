package org.pinfold.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongConsumer;

/**
 * What one thread keeps of a heap: magazines, the slab that it refills each of them from, and large blocks.
 *
 * <p>The held slab is a hint that anybody may undo. The cache outlives its thread: whoever finds the owner dead takes
 * the whole cache over, see {@link OwnedCache}.
 *
 * <p>Invariant: every block in a magazine is marked as cached and of the magazine's class, except the second entry of a
 * block that two racing frees put into two magazines; who takes or flushes such an entry finds out and drops it.
 */
final class ThreadCache extends Magazines {
    /** Stands where the table has no cache; owned by nobody. */
    static final ThreadCache NONE = new ThreadCache(NOBODY, null, null);

    /**
     * Added to the address of a block, which is aligned to more, in a magazine and in what {@link #pop} answers: nobody
     * had the block since its slab was formed of pages that were zero.
     */
    static final long NEVER_USED = 1;

    private static final VarHandle HELD = MethodHandles.arrayElementVarHandle(Slab[].class);

    /** The next cache in the heap's list, fixed when the cache is listed. */
    ThreadCache next;

    /** How many segments the owner may ask for before {@link Turns} is asked whose turn it is; his alone. */
    long untilTurn = Turns.UNDRAWN;

    /** What arenas of the owners have in common; null before the first. Written by owners alone. */
    ThreadArenas arenas;

    private final Depot depot;
    private final MagazineSizes sizes;
    /** Written by setRelease: who else lets a slab go sees what was written before it was obtained. */
    private final Slab[] held = new Slab[SizeClasses.COUNT];
    private final LargeMagazine large;
    private final WayHome home;
    /** Where freed blocks wait in a hardened heap, or null. */
    private final Quarantine quarantine;
    private final CacheWatch watch = new CacheWatch();
    private final Signals signals;

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
        this.signals = depot == null ? Signals.NONE : depot.superslabs().events().signals();
        this.home = depot == null ? null : new WayHome(depot);
        this.sizes = depot == null ? null : new MagazineSizes(depot.cacheShare());
        this.quarantine = depot == null || !depot.isHardened() ? null : Quarantine.unforeseeable();
        this.large = depot == null ? null : new LargeMagazine(depot.keptLarge(), System::nanoTime, depot::sendHome);
    }

    /** Does what was asked for by {@link #want}, and keeps to bounds that are new; for the owner. */
    void poll() {
        if (isWanted()) {
            heard();
            flushAll();
        }
        if (sizes.haveNewBounds()) {
            sizes.adopt();
            for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
                if (length(sizeClass) > sizes.bound(sizeClass)) {
                    shorten(sizeClass);
                }
            }
        }
    }

    private void shorten(int sizeClass) {
        int length = sizes.bound(sizeClass);
        long[] leaving = shorten(sizeClass, length);
        sizes.shrunk(sizeClass, length);
        sendHome(sizeClass, leaving);
        flushSpare(sizeClass, this);
    }

    /** How large the magazines are, and may be. */
    MagazineSizes sizes() {
        return sizes;
    }

    /** What passes of upkeep remember of this cache. */
    CacheWatch watch() {
        return watch;
    }

    /** The large blocks that the thread keeps. */
    LargeMagazine large() {
        return large;
    }

    /** Where freed blocks wait; null where they do not. */
    Quarantine quarantine() {
        return quarantine;
    }

    /**
     * Has a block wait, which is marked as cached; answers one that has waited, or 0; the same one if the Java heap has
     * no memory for places. For the owner.
     */
    long quarantine(int sizeClass, long address) {
        poll();
        try {
            quarantine.prepare(sizeClass);
        } catch (OutOfMemoryError e) {
            return address;
        }
        return quarantine.exchange(sizeClass, address);
    }

    @Override
    long trace() {
        return super.trace() + (quarantine == null ? 0 : quarantine.trace());
    }

    /** How many blocks of this class lie here, all kinds together; exact for the owner and when nothing else runs. */
    int free(int sizeClass) {
        Slab ofRun = depot.directory().slabAt(arenaRun());
        return cached(sizeClass) + (quarantine == null ? 0 : quarantine.count(sizeClass))
                + (ofRun != null && ofRun.kind() == sizeClass ? 1 : 0);
    }

    /** Keeps a large block, marked as cached by now; false if it has to go home, or others before. */
    boolean keepLarge(Slab slab) {
        return !isWanted() && depot.mayKeepLarge() && large.put(slab);
    }

    /** Every block that lies here and is marked so; exact when nothing else runs, else as far as a thread can see. */
    void forEachBlock(LongConsumer action) {
        forEachEntry(entry -> action.accept(entry & ~NEVER_USED));
        if (quarantine != null) {
            quarantine.forEach(action);
        }
        large.forEach(slab -> action.accept(slab.start()));
    }

    /** What the cache costs on the Java heap, in bytes. */
    long metadataBytes() {
        return magazineBytes() + WayHome.metadataBytes() + MagazineSizes.metadataBytes() + CacheWatch.metadataBytes()
                + 2 * (16 + 4L * SizeClasses.COUNT) + 88 + (quarantine == null ? 0 : quarantine.metadataBytes())
                + (arenas == null ? 0 : ThreadArenas.metadataBytes());
    }

    /**
     * Makes room in the hot magazine: a larger one, or a vacant one, its full predecessor becoming the spare; or a
     * smaller one, if what lies here is of no use.
     */
    void makeRoom(int sizeClass) {
        if (sizes.isTooLarge(sizeClass, length(sizeClass))) {
            drain(sizeClass);
        } else if (!grow(sizeClass)) {
            long[] old = putSpare(sizeClass, exchange(sizeClass));
            if (old != null) {
                sizes.flushed(sizeClass);
                sendHome(sizeClass, old);
                keepVacant(sizeClass, old);
            }
        }
    }

    private void drain(int sizeClass) {
        long[] full = shorten(sizeClass, 0);
        int length = sizes.shrink(sizeClass, full.length);
        sizes.flushed(sizeClass);
        sendHome(sizeClass, full);
        flushSpare(sizeClass, this);
        // At last, as there may be no memory for it on the Java heap.
        lengthen(sizeClass, length);
    }

    /** Makes the hot magazine longer; false if it is as long as it may be. */
    private boolean grow(int sizeClass) {
        int length = sizes.grow(sizeClass, length(sizeClass));
        if (length == length(sizeClass)) {
            return false;
        }
        lengthen(sizeClass, length);
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
        sizes.wanted(sizeClass);
        long[] full = takeSpare(sizeClass);
        if (full != null) {
            use(sizeClass, full);
            return true;
        }
        grow(sizeClass);
        return fillFromSlabs(sizeClass, Math.max(length(sizeClass) / 2, 1), mayForm);
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
            int came = depot.fill(slab, toFill(sizeClass), want, home.twice());
            if (came > 0) {
                sizes.refilled(sizeClass);
                if (quarantine != null) {
                    quarantine.shuffle(toFill(sizeClass), came);
                }
                filled(sizeClass, came);
                signals.refilled(SizeClasses.bytes(sizeClass), came);
                return true;
            }
            held[sizeClass] = null;
            if (came == 0) {
                exhausted = slab;
                depot.unhold(slab);
            }
        }
    }

    private void sendHome(int sizeClass, long[] blocks) {
        home.send(blocks);
        signals.flushed(SizeClasses.bytes(sizeClass), blocks.length);
    }

    /** Sends the spare magazines home; for anybody who holds this cache or is short of memory. */
    void flushSpares(ThreadCache through) {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            flushSpare(sizeClass, through);
        }
    }

    private void flushSpare(int sizeClass, ThreadCache through) {
        long[] taken = takeSpare(sizeClass);
        if (taken != null) {
            through.sendHome(sizeClass, taken);
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
            sendHome(sizeClass, shorten(sizeClass, 0));
            if (quarantine != null) {
                sendHome(sizeClass, quarantine.empty(sizeClass));
            }
            sizes.forget(sizeClass);
            if (held[sizeClass] != null) {
                Slab slab = held[sizeClass];
                held[sizeClass] = null;
                depot.unhold(slab);
            }
        }
        flushArenaRun();
        flushSpares(this);
        large.flush();
    }

    private void flushArenaRun() {
        long run = arenas == null ? 0 : arenas.takeRun();
        if (run != 0) {
            Slab slab = depot.directory().slabAt(run);
            slab.freeExactly(slab.blockAt(run));
            sendHome(slab.kind(), new long[] {run});
        }
    }

    /** The block that the owner keeps for his next arena, marked as live, or 0. */
    long arenaRun() {
        return arenas == null ? 0 : arenas.run();
    }

    /** A block of which a second entry was found since the last call, or 0. */
    long takeFoundTwice() {
        return home.takeFoundTwice();
    }
}
