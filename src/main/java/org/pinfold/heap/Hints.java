package org.pinfold.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What the hot paths of one {@link Allocator} look into, told by those who know better. All of it may be too old.
 *
 * <p>Read plainly: anything stronger keeps the compiler from forwarding a magazine's fill from one call to the next. An
 * old table costs a slow path, which tells the new one; a loop that never takes a slow path may miss the closing of the
 * heap and go on in memory that stays mapped.
 */
abstract class Hints {
    private static final VarHandle PLACES;
    private static final VarHandle STATES;
    private static final VarHandle SHIFTS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PLACES = lookup.findVarHandle(Hints.class, "places", ThreadCache[].class);
            STATES = lookup.findVarHandle(Hints.class, "states", byte[][].class);
            SHIFTS = lookup.findVarHandle(Hints.class, "shifts", byte[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * The threads' caches by thread number, as {@link CacheTable} last told. An entry is believed only if its cache
     * belongs to the calling thread, which then wrote it or what it is reached by.
     */
    ThreadCache[] places = {ThreadCache.NONE};

    /** The {@link UnitTable}, as the directory last told, without a load in between. */
    byte[][] states = {};
    byte[] shifts = {};

    /** Has them told; without it they know of no thread and no block, and all hot paths miss. */
    final void listenTo(Directory directory, CacheTable caches) {
        directory.tell(this::publish);
        caches.tell(this::publish);
    }

    /** The calling thread's cache, or null: take the slow path. */
    final ThreadCache cache() {
        long thread = caller();
        ThreadCache[] table = places;
        ThreadCache cache = table[(int) thread & table.length - 1];
        return cache.isOwnedBy(thread) ? cache : null;
    }

    /** As {@link Callers#number}, without the load that asking them would take. */
    long caller() {
        return Thread.currentThread().threadId();
    }

    private void publish(ThreadCache[] table) {
        if ((ThreadCache[]) PLACES.getVolatile(this) != table) {
            PLACES.setVolatile(this, table);
        }
    }

    private void publish(UnitTable table) {
        if ((byte[][]) STATES.getVolatile(this) != table.states) {
            SHIFTS.setVolatile(this, table.shifts);
            STATES.setVolatile(this, table.states);
        }
    }
}
