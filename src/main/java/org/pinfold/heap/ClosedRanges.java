package org.pinfold.heap;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The addresses of closed heaps. They may be another heap's when nobody can be in a method of the first one any more,
 * hot paths included. That is when its parts are not reachable, which its {@link Allocator} holds; the collector tells.
 * Whoever makes a heap looks, so that no thread has to wait for it.
 */
final class ClosedRanges {
    private static final ReferenceQueue<HeapCore> UNREACHABLE = new ReferenceQueue<>();
    /** A reference that is not reachable itself is not told of. */
    private static final Set<Closed> CLOSED = ConcurrentHashMap.newKeySet();

    private ClosedRanges() {
    }

    private static final class Closed extends PhantomReference<HeapCore> {
        private final Range range;

        Closed(HeapCore heap, Range range) {
            super(heap, UNREACHABLE);
            this.range = range;
        }
    }

    static void add(HeapCore heap, Range range) {
        CLOSED.add(new Closed(heap, range));
    }

    /** Each is retired once, by whoever polls it. */
    static void retireUnreachable() {
        for (Reference<?> gone = UNREACHABLE.poll(); gone != null; gone = UNREACHABLE.poll()) {
            Closed closed = (Closed) gone;
            CLOSED.remove(closed);
            closed.range.retire();
        }
    }
}
