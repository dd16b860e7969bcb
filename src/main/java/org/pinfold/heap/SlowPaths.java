package org.pinfold.heap;

import java.util.function.Function;
import org.pinfold.os.RawMemory;
import org.pinfold.protocol.BatchRefill;

/** What allocation and free do when the thread's magazine does not answer. */
final class SlowPaths {
    private final Depot depot;
    private final CacheTable caches;
    private final SharedSlabs shared;
    private final Diagnosis diagnosis;
    private final Function<Misuse, RuntimeException> misuse;
    private volatile boolean closed;

    SlowPaths(Depot depot, CacheTable caches, Function<Misuse, RuntimeException> misuse) {
        this.depot = depot;
        this.caches = caches;
        this.shared = new SharedSlabs(depot);
        this.diagnosis = new Diagnosis(depot.directory(), caches);
        this.misuse = misuse;
    }

    /** From now on every slow path throws. */
    void close() {
        closed = true;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the heap is closed");
        }
    }

    /** A block of this class, {@link ThreadCache#NEVER_USED} added where that is so, or 0. */
    long allocate(int sizeClass) {
        ThreadCache cache = stocked(sizeClass);
        if (cache != null) {
            return handOut(cache.pop(sizeClass), sizeClass);
        }
        if (!Thread.currentThread().isVirtual()) {
            return 0;
        }
        long address = shared.take(sizeClass);
        if (address == 0) {
            relieve(null);
            address = shared.take(sizeClass);
        }
        return address;
    }

    /** Marks a block of the calling thread's magazine as allocated, and mends the unit table if it does not know. */
    long handOut(long popped, int sizeClass) {
        long address = popped & ~ThreadCache.NEVER_USED;
        Slab slab = depot.directory().slabAt(address);
        int block = slab == null || slab.kind() != sizeClass ? -1 : slab.blockAt(address);
        if (block < 0 || block >= slab.capacity() || !slab.allocate(block)) {
            throw misuse.apply(diagnosis.foundTwice(address));
        }
        depot.directory().note(slab);
        return popped;
    }

    /** The calling thread's cache with a block of this class in it; null for a virtual thread or without memory. */
    ThreadCache stocked(int sizeClass) {
        requireOpen();
        ThreadCache cache = caches.findOrMake();
        if (cache == null) {
            return null;
        }
        if (cache.isEmpty(sizeClass) && !cache.refill(sizeClass)) {
            relieve(cache);
            if (!cache.refill(sizeClass)) {
                return null;
            }
        }
        // Before a block is taken: an exception that comes later would lose it.
        reportFoundTwice(cache);
        return cache;
    }

    /** A block in whole units, or 0. */
    long allocateLarge(long byteSize, long byteAlignment) {
        Slab slab = placeLarge(byteSize, byteAlignment);
        return slab == null ? 0 : slab.start();
    }

    /** As {@link #allocateLarge}; the pages of a clean place are zero already. */
    long allocateLargeZeroed(long byteSize) {
        Slab slab = placeLarge(byteSize, 1);
        if (slab == null) {
            return 0;
        }
        if (!slab.isClean()) {
            RawMemory.fill(slab.start(), byteSize, (byte) 0);
        }
        return slab.start();
    }

    /** A large block is a slab of one block. */
    private Slab placeLarge(long byteSize, long byteAlignment) {
        requireOpen();
        Superslabs superslabs = depot.superslabs();
        // Unsigned: a negative size is too large as well, and the caller tells the two apart.
        if (Long.compareUnsigned(byteSize, superslabs.budget().limit()) > 0
                || byteAlignment > superslabs.budget().limit()) {
            return null;
        }
        long units = Math.ceilDiv(Math.max(byteSize, 1), SizeClasses.UNIT_BYTES);
        Slab slab = handedOut(new Slab());
        if (!superslabs.place(slab, units, byteAlignment)) {
            relieve(caches.findOrMake());
            if (!superslabs.place(slab, units, byteAlignment)) {
                return null;
            }
        }
        return slab;
    }

    /**
     * Changes a large block's size where it stands, if its superslab has the units.
     *
     * @return false if the block has to move
     */
    boolean resizeLarge(long address, long byteSize) {
        Slab slab = requireLive(address);
        long units = Math.ceilDiv(byteSize, SizeClasses.UNIT_BYTES);
        // Out of the user's hands meanwhile, so that a free which races with this call is caught and not carried out.
        if (units > Superslab.UNITS || !slab.freeExactly(0)) {
            return false;
        }
        boolean resized = depot.superslabs().resize(slab, (int) units);
        slab.allocate(0);
        return resized;
    }

    /** Before it has a place and others can see it: its block carved and the user's, the slab held by nobody. */
    private static Slab handedOut(Slab slab) {
        slab.carve(0);
        slab.allocate(0);
        BatchRefill.refill(slab, 1);
        BatchRefill.unhold(slab);
        return slab;
    }

    /** A block, marked as cached by now, for which the hot magazine has no room; large ones go home at once. */
    void free(int sizeClass, long address) {
        requireOpen();
        ThreadCache cache = sizeClass == SizeClasses.LARGE ? null : cacheWithRoom(sizeClass);
        if (cache == null) {
            goHome(address);
            return;
        }
        // What makeRoom may have found is reported by the next allocation: this free has done its work.
        cache.push(sizeClass, address);
    }

    /** Null for a virtual thread, and if the Java heap cannot hold a magazine: the block then goes home alone. */
    private ThreadCache cacheWithRoom(int sizeClass) {
        try {
            ThreadCache cache = caches.findOrMake();
            if (cache != null && !cache.hasRoom(sizeClass)) {
                cache.makeRoom(sizeClass);
            }
            return cache;
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    private void goHome(long address) {
        Slab slab = depot.directory().slabAt(address);
        int block = slab == null ? -1 : slab.blockAt(address);
        if (block < 0 || block >= slab.capacity() || !slab.goHome(block)) {
            throw misuse.apply(diagnosis.foundTwice(address));
        }
        depot.push(slab, block, block, 1);
    }

    /** Everything that the unit table does not know as a live block: 0, misuse, and what the table has lost. */
    void freeOther(long address) {
        if (address == 0) {
            return;
        }
        requireOpen();
        Slab slab = depot.directory().slabAt(address);
        int block = slab == null ? -1 : slab.blockAt(address);
        if (block < 0 || block >= slab.capacity() || !slab.freeExactly(block)) {
            throw misuse.apply(diagnosis.ofFree(address));
        }
        depot.directory().note(slab);
        free(slab.kind(), address);
    }

    void refuseSize(long address, long byteSize) {
        requireLive(address);
        throw misuse.apply(diagnosis.ofSize(address, byteSize));
    }

    /** The slab of this live block. */
    Slab requireLive(long address) {
        requireOpen();
        Slab slab = diagnosis.liveSlab(address);
        if (slab == null) {
            throw misuse.apply(diagnosis.ofUse(address));
        }
        return slab;
    }

    private void reportFoundTwice(ThreadCache cache) {
        long address = cache.takeFoundTwice();
        if (address != 0) {
            throw misuse.apply(diagnosis.foundTwice(address));
        }
    }

    /** Brings home what lies in caches and gives back what is empty. */
    void relieve(ThreadCache own) {
        caches.sweep();
        if (own != null) {
            own.flushAll();
            caches.forEach(cache -> cache.flushSpares(own));
        }
        // A hold is a hint: what idle threads hold becomes everybody's, and they find out at their next refill.
        caches.forEach(ThreadCache::unholdAll);
        shared.unholdAll();
        depot.trim();
    }

    /** Sends the calling thread's cache home. */
    void flushOwn() {
        requireOpen();
        ThreadCache own = caches.findOrMake();
        if (own != null) {
            own.flushAll();
            reportFoundTwice(own);
        }
    }

    String describe(long address) {
        return diagnosis.describe(address);
    }
}
