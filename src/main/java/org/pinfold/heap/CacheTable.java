package org.pinfold.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Finds the calling thread's cache.
 *
 * <p><b>The list is the truth, the table is a hint.</b> Every cache is in a list that only grows; an array indexed by
 * thread number makes finding one fast. A cache that an entry misses, because another thread has the same place or a
 * growing table lost a race, is found again in the list. An entry is believed only if its cache's owner is the
 * calling thread.
 *
 * <p>A cache whose owner has died, or gave it up, is taken over by the next thread that needs one, with what is in it.
 */
final class CacheTable {
    private static final int FEWEST = 16;
    private static final ThreadCache[] CLOSED = {ThreadCache.NONE};
    private static final VarHandle TABLE;

    static {
        try {
            TABLE = MethodHandles.lookup().findVarHandle(CacheTable.class, "table", ThreadCache[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ThreadCache[] table = emptyTable(FEWEST);
    private volatile Consumer<ThreadCache[]> told = places -> { };
    private final AtomicReference<ThreadCache> all = new AtomicReference<>();
    private final Depot depot;
    private final Callers callers;

    CacheTable(Depot depot, Callers callers) {
        this.depot = depot;
        this.callers = callers;
    }

    Callers callers() {
        return callers;
    }

    /** Who is told of each table, and at every slow path of the latest one. */
    void tell(Consumer<ThreadCache[]> whom) {
        told = whom;
        tell();
    }

    /** Tells the latest table, also if another thread tells an older one at the same time. */
    private void tell() {
        ThreadCache[] latest;
        do {
            latest = (ThreadCache[]) TABLE.getVolatile(this);
            told.accept(latest);
        } while (latest != (ThreadCache[]) TABLE.getVolatile(this));
    }

    /** The calling thread's cache, made at need; null for a virtual thread. */
    ThreadCache findOrMake() {
        if (callers.isVirtual()) {
            return null;
        }
        long thread = callers.number();
        ThreadCache[] places = (ThreadCache[]) TABLE.getVolatile(this);
        ThreadCache cache = places[(int) thread & places.length - 1];
        if (cache.isOwnedBy(thread)) {
            tell();
            return cache;
        }
        cache = find(thread);
        if (cache == null) {
            cache = inherited();
        }
        if (cache == null) {
            cache = listed(new ThreadCache(callers.owner(), depot));
        }
        install(thread, cache);
        return cache;
    }

    private ThreadCache find(long thread) {
        for (ThreadCache cache = all.get(); cache != null; cache = cache.next) {
            if (cache.isOwnedBy(thread)) {
                return cache;
            }
        }
        return null;
    }

    private ThreadCache inherited() {
        for (ThreadCache cache = all.get(); cache != null; cache = cache.next) {
            if (cache.takeOver(callers)) {
                return cache;
            }
        }
        return null;
    }

    /** Makes a cache known to those who look for blocks; it is never unlisted. */
    ThreadCache listed(ThreadCache cache) {
        ThreadCache first = all.get();
        cache.next = first;
        while (!all.compareAndSet(first, cache)) {
            first = all.get();
            cache.next = first;
        }
        return cache;
    }

    private void install(long thread, ThreadCache cache) {
        for (;;) {
            ThreadCache[] places = (ThreadCache[]) TABLE.getVolatile(this);
            if (places == CLOSED) {
                return;
            }
            int place = (int) thread & places.length - 1;
            if (places.length >= FEWEST * count() || isVacant(places[place], thread)) {
                places[place] = cache;
                tell();
                return;
            }
            // The table may have up to FEWEST places a cache; threads that share one even so take turns in it. A lost
            // race only means that somebody else has grown the table.
            TABLE.compareAndSet(this, places, grown(2 * places.length));
        }
    }

    private int count() {
        int count = 0;
        for (ThreadCache cache = all.get(); cache != null; cache = cache.next) {
            count++;
        }
        return count;
    }

    private static boolean isVacant(ThreadCache cache, long thread) {
        return cache.isOwnedBy(thread) || cache.isAbandoned();
    }

    private ThreadCache[] grown(int length) {
        ThreadCache[] larger = emptyTable(length);
        for (ThreadCache cache = all.get(); cache != null; cache = cache.next) {
            long owner = cache.ownerVolatile();
            if (owner > ThreadCache.NOBODY) {
                larger[(int) owner & length - 1] = cache;
            }
        }
        return larger;
    }

    private static ThreadCache[] emptyTable(int length) {
        ThreadCache[] table = new ThreadCache[length];
        Arrays.fill(table, ThreadCache.NONE);
        return table;
    }

    /** Brings the blocks of dead threads home: each cache by one claimant, who gives it up again. */
    void sweep() {
        for (ThreadCache cache = all.get(); cache != null; cache = cache.next) {
            if (cache.ownerVolatile() != ThreadCache.NOBODY && cache.takeOver(callers)) {
                // If this throws, the cache stays ours with what is left in it, and is found again when we are dead.
                cache.flushAll();
                cache.giveUp(callers.number());
            }
        }
    }

    /** Has the owner of this cache miss it once, and so come by the slow paths. */
    void nudge(ThreadCache cache) {
        ThreadCache[] places = (ThreadCache[]) TABLE.getVolatile(this);
        int place = (int) cache.ownerVolatile() & places.length - 1;
        if (places[place] == cache) {
            places[place] = ThreadCache.NONE;
        }
    }

    void forEach(Consumer<ThreadCache> action) {
        for (ThreadCache cache = all.get(); cache != null; cache = cache.next) {
            action.accept(cache);
        }
    }

    /** How many more arenas owners have opened than ended, when the heap's scope has ended. Allocates nothing. */
    long arenasAtEnd() {
        long sum = 0;
        for (ThreadCache cache = all.get(); cache != null; cache = cache.next) {
            sum += cache.arenas == null ? 0 : cache.arenas.atEnd();
        }
        return sum;
    }

    /** From now on no thread finds its cache. */
    void close() {
        TABLE.setVolatile(this, CLOSED);
        tell();
    }

    long metadataBytes() {
        return 16 + 4L * ((ThreadCache[]) TABLE.getVolatile(this)).length;
    }
}
