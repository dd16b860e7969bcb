package org.pinfold.heap;

import java.util.function.Supplier;
import org.pinfold.trace.Sites;

/**
 * What allocation and free do when the thread's magazine does not answer.
 *
 * <p>Whatever takes from slabs or brings home to them enters the gate first, so that nothing of the kind is under way
 * when the heap ends; the last to leave a heap that is being closed ends it.
 */
final class SlowPaths extends Gated {
    private final Depot depot;
    private final CacheTable caches;
    private final Stripes stripes;
    private final Stock stock;
    private final LargePaths large;
    private final Diagnosis diagnosis;
    private final Misuses misuses;
    private final Eviction eviction;
    private final Signals signals;
    private final boolean child;
    private final Upkeep upkeep;
    /** The calling thread's cache. Made once: a free must not need room on the Java heap. */
    private final Supplier<ThreadCache> own;

    /**
     * Paths of a heap of which {@code end} is what is left to do when it is closed and nothing is under way.
     */
    SlowPaths(Depot depot, CacheTable caches, HeapOptions options, Sites sites, Upkeep upkeep, Runnable end) {
        super(end);
        this.upkeep = upkeep;
        this.depot = depot;
        this.caches = caches;
        this.stripes = new Stripes(number -> caches.listed(ThreadCache.ofNoThread(-1L - number, depot)));
        this.diagnosis = new Diagnosis(depot.directory(), depot.superslabs(), caches);
        this.stock = new Stock(depot, caches, stripes, this::reportFoundTwice);
        this.misuses = new Misuses(options.misuse(), diagnosis, sites, System::nanoTime, options.signals());
        this.eviction = new Eviction(options.evict());
        this.signals = options.signals();
        this.child = options.parent() != null;
        this.own = caches::findOrMake;
        this.large = new LargePaths(this, depot, caches, stock);
        depot.sweepBy(caches::sweep);
    }

    /** For an operation that the heap has ended under, and that went on meanwhile. A child's pages are its parent's. */
    void takeBackLate(long address, long bytes) {
        if (!child) {
            depot.superslabs().purge(address, bytes);
        }
    }

    /** Tells that the heap is in use. Not between {@link #enter} and {@link #exit}. */
    void stir() {
        upkeep.stir();
    }

    /** A block of this class out of a magazine or slab, as {@link ThreadCache#pop} answers it, or 0. */
    long take(int sizeClass) {
        return take(sizeClass, false);
    }

    /** As {@link #take(int)}, but no block of a larger class. */
    long takeExactly(int sizeClass) {
        return take(sizeClass, true);
    }

    private long take(int sizeClass, boolean exactly) {
        long popped = takeOnce(sizeClass, exactly);
        while (popped == 0 && evicted(SizeClasses.bytes(sizeClass))) {
            popped = takeOnce(sizeClass, exactly);
        }
        return popped;
    }

    /** Lets the user's own cache make room. Outside of gate and stripe, so that it may use this heap. */
    boolean evicted(long bytes) {
        boolean madeRoom = eviction.makesRoom(bytes);
        signals.pressed(bytes, madeRoom);
        return madeRoom;
    }

    private long takeOnce(int sizeClass, boolean exactly) {
        stir();
        return caches.callers().isVirtual()
                ? takeFromStripe(sizeClass, exactly) : takeThrough(own, sizeClass, exactly);
    }

    private long takeThrough(Supplier<ThreadCache> through, int sizeClass, boolean exactly) {
        enter();
        try {
            ThreadCache cache = through.get();
            cache.poll();
            return stock.take(cache, sizeClass, exactly);
        } finally {
            exit();
        }
    }

    /** A hit in a stripe's magazine does without the gate, as one in a thread's own does. */
    private long takeFromStripe(int sizeClass, boolean exactly) {
        requireOpen();
        long thread = caches.callers().number();
        Stripes.Stripe stripe = stripes.claim(thread);
        if (stripe == null) {
            return takeWhileOpen(() -> stock.takeShared(sizeClass));
        }
        try {
            long popped = stripe.get().pop(sizeClass);
            return popped != 0 ? popped : takeThrough(stripe, sizeClass, exactly);
        } finally {
            stripe.release(thread);
        }
    }

    /** As {@link Depot#handOut}, of a block that nobody else can have but by misuse. */
    long handOut(long popped, int sizeClass) {
        if (!depot.handOut(popped, sizeClass)) {
            throw misuse(diagnosis.foundTwice(popped & ~ThreadCache.NEVER_USED));
        }
        return popped;
    }

    /** The paths of large blocks. */
    LargePaths large() {
        return large;
    }

    /** A block, marked as cached by now, for which the hot magazine has no room. */
    void free(int sizeClass, long address) {
        stir();
        if (caches.callers().isVirtual()) {
            freeToStripe(sizeClass, address);
            return;
        }
        freeThrough(own, sizeClass, address);
    }

    private void freeToStripe(int sizeClass, long address) {
        requireOpen();
        long thread = caches.callers().number();
        Stripes.Stripe stripe = stripes.claim(thread);
        if (stripe == null) {
            goHomeGated(address);
            return;
        }
        try {
            if (!stripe.push(sizeClass, address)) {
                freeThrough(stripe, sizeClass, address);
            }
        } finally {
            stripe.release(thread);
        }
    }

    private void freeThrough(Supplier<ThreadCache> cache, int sizeClass, long address) {
        enter();
        try {
            if (!keep(cache, sizeClass, address)) {
                goHome(address);
            }
        } finally {
            exit();
        }
    }

    /** Puts a block into a cache; false if the Java heap cannot hold a magazine: it then goes home alone. */
    private boolean keep(Supplier<ThreadCache> through, int sizeClass, long address) {
        try {
            ThreadCache cache = through.get();
            cache.poll();
            if (!cache.hasRoom(sizeClass)) {
                cache.makeRoom(sizeClass);
            }
            // What makeRoom may have found is reported by the next allocation: this free has done its work.
            return cache.push(sizeClass, address);
        } catch (OutOfMemoryError e) {
            return false;
        } catch (RuntimeException e) {
            // Of a flush: it is told, but this free is done all the same.
            goHome(address);
            throw e;
        }
    }

    private void goHomeGated(long address) {
        enter();
        try {
            goHome(address);
        } finally {
            exit();
        }
    }

    private void goHome(long address) {
        Slab slab = depot.directory().slabAt(address);
        int block = Slab.blockAt(slab, address);
        if (block < 0 || !slab.goHome(block)) {
            throw misuse(diagnosis.foundTwice(address));
        }
        depot.push(slab, block, block, 1);
    }

    /** Everything that the unit table does not know as a live block: 0, large ones, misuse, what the table has lost. */
    void freeOther(long address, ThreadCache own) {
        if (address == 0) {
            return;
        }
        requireOpen();
        Slab slab = depot.directory().slabAt(address);
        int block = Slab.blockAt(slab, address);
        if (block < 0 || !slab.freeExactly(block)) {
            throw misuse(diagnosis.ofFree(address));
        }
        if (slab.isLarge()) {
            large.free(slab, own);
            return;
        }
        depot.directory().note(slab);
        free(slab.kind(), address);
    }

    void refuseSize(long address, long byteSize) {
        requireLive(address);
        throw misuse(diagnosis.ofSize(address, byteSize));
    }

    /** The slab of this live block. */
    Slab requireLive(long address) {
        requireOpen();
        Slab slab = diagnosis.liveSlab(address);
        if (slab == null) {
            throw misuse(diagnosis.ofUse(address));
        }
        return slab;
    }

    /**
     * Has a block, marked as cached, wait in the caller's quarantine, and answers another one that leaves it, or 0.
     * Where blocks of this class do not wait, or nobody can keep them, it is the same block that leaves.
     */
    long quarantine(int sizeClass, long address) {
        if (Quarantine.length(sizeClass) == 0) {
            return address;
        }
        if (!caches.callers().isVirtual()) {
            return quarantine(own, sizeClass, address);
        }
        long thread = caches.callers().number();
        Stripes.Stripe stripe = stripes.claim(thread);
        if (stripe == null) {
            return address;
        }
        try {
            return quarantine(stripe, sizeClass, address);
        } finally {
            stripe.release(thread);
        }
    }

    private long quarantine(Supplier<ThreadCache> through, int sizeClass, long address) {
        enter();
        try {
            return through.get().quarantine(sizeClass, address);
        } catch (OutOfMemoryError e) {
            return address;
        } finally {
            exit();
        }
    }

    /** What is wrong with an address that somebody took for a live block, which may have begun elsewhere. */
    RuntimeException notLive(long address, long begun) {
        return misuse(diagnosis.ofFree(address, begun));
    }

    /** In a heap that has been closed meanwhile, nothing is what it was: not a misuse. */
    RuntimeException misuse(Misuse what) {
        requireOpen();
        return misuses.report(what);
    }

    private void reportFoundTwice(ThreadCache cache) {
        long address = cache.takeFoundTwice();
        if (address != 0) {
            throw misuse(diagnosis.foundTwice(address));
        }
    }

    /** Gives back what nobody uses. */
    void trim() {
        whileOpen(() -> {
            stock.relieve(caches.findOrMake());
            return null;
        });
    }

    /** Sends the calling thread's cache home; a virtual thread has none. */
    void flushOwn() {
        whileOpen(() -> {
            ThreadCache own = caches.findOrMake();
            if (own != null) {
                own.flushAll();
                reportFoundTwice(own);
            }
            return null;
        });
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }

    Signals signals() {
        return signals;
    }

    Misuses misuses() {
        return misuses;
    }

    /** The calling thread's; null of a virtual one. */
    ThreadCache ownCache() {
        return caches.callers().isVirtual() ? null : whileOpen(caches::findOrMake);
    }
}
