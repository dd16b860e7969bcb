package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a heap that was closed from ending before the arenas that have memory of it.
 *
 * <p>How many there are is the sum of numbers. One is in the cache of each thread, to which its owner adds without an
 * atomic operation as long as the heap is open; one is for all others: threads without a cache, arenas of no single
 * thread, and who ends an arena of a heap that was closed. An arena may be counted in by one and out by another number.
 *
 * <p>The number for all others begins at {@link #OPEN}, so it is not zero before the close takes that away and adds
 * those of the caches. From then on it is what the sum is, and who makes it zero ends the heap.
 */
public final class OpenArenas {
    /** More than there can be arenas. */
    private static final long OPEN = 1L << 62;

    private final HeapCore core;
    private final SlowPaths slow;
    private final CacheTable caches;
    private final AtomicLong others = new AtomicLong(OPEN);

    OpenArenas(HeapCore core, SlowPaths slow, CacheTable caches) {
        this.core = core;
        this.slow = slow;
        this.caches = caches;
    }

    /**
     * Counts an arena in that the calling thread opens and ends.
     *
     * @param heap the heap's own allocator
     * @return who has counted it, and will count it out; null: {@link #leave}
     * @throws IllegalStateException if the heap is closed
     */
    public ThreadArenas enter(Allocator heap) {
        ThreadCache cache = heap.cache();
        ThreadArenas own = cache == null ? null : cache.arenas;
        return own != null && own.add(1) ? own : enterFirst(cache, heap.detour == null);
    }

    private ThreadArenas enterFirst(ThreadCache cache, boolean mayKeep) {
        // What is kept is not marked as free. Where that is more than bookkeeping, nothing is kept.
        if (cache != null && cache.arenas == null && mayKeep) {
            cache.arenas = ThreadArenas.of(core.scope());
            if (cache.arenas != null && cache.arenas.add(1)) {
                return cache.arenas;
            }
        }
        enter();
        return null;
    }

    /**
     * Counts an arena in that any thread may end.
     *
     * @throws IllegalStateException if the heap is closed
     */
    public void enter() {
        slow.enter();
        others.incrementAndGet();
        slow.exit();
    }

    /** Counts an arena out. */
    public void leave() {
        add(-1);
    }

    /** Frees a block of an arena that has ended. The memory of a closed heap goes back as a whole. */
    public void free(Allocator heap, long address) {
        try {
            heap.freeBlock(address);
        } catch (IllegalStateException e) {
            if (slow.isOpen()) {
                throw e;
            }
        }
    }

    /** To be called once, when the scope has ended and nothing is in flight in slow paths, and so no cache added. */
    void close() {
        // Where the Java heap is full the heap ends all the same: nothing is allocated.
        add(caches.arenasAtEnd() - OPEN);
    }

    private void add(long change) {
        if (others.addAndGet(change) == 0) {
            core.finish();
        }
    }
}
