package org.pinfold;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The heaps of the process that are open, each under a name of its own, and who is told of them.
 *
 * <p>Heaps are known weakly: one that nobody can reach leaves at the latest when somebody asks next. Only making and
 * closing a heap comes here, no allocation and no free.
 */
final class OpenHeaps {
    private static final ConcurrentMap<String, Entry> HEAPS = new ConcurrentSkipListMap<>();
    private static final ReferenceQueue<Heap> UNREACHABLE = new ReferenceQueue<>();
    private static final List<HeapListener> LISTENERS = new CopyOnWriteArrayList<>();
    private static final AtomicLong MADE = new AtomicLong();

    private OpenHeaps() {
    }

    /** A name, reserved from when it is asked for; the heap is there once it was made. */
    static final class Entry {
        private final String name;
        private final long number;
        private volatile Known heap;

        private Entry(String name, long number) {
            this.name = name;
            this.number = number;
        }

        String name() {
            return name;
        }

        /** Null before it was made, and when nobody can reach it. */
        private Heap heap() {
            Known known = heap;
            return known == null ? null : known.get();
        }

        /** The heap of this name is in use from now on. */
        void opened(Heap made) {
            heap = new Known(made, this);
            tell(listener -> listener.opened(made));
        }

        /** There will be no heap. */
        void abandon() {
            HEAPS.remove(name, this);
        }

        /** The heap was closed; of several calls, one counts. */
        void closed(Heap closed) {
            if (HEAPS.remove(name, this)) {
                tell(listener -> listener.closed(closed));
            }
        }
    }

    private static final class Known extends WeakReference<Heap> {
        private final Entry entry;

        Known(Heap heap, Entry entry) {
            super(heap, UNREACHABLE);
            this.entry = entry;
        }
    }

    /**
     * Reserves a name: the one wished for, or, where an open heap has it, that with the first number from 2 on which is
     * free.
     *
     * @param wish null for one with the heap's number
     */
    static Entry reserve(String wish) {
        forgetUnreachable();
        long number = MADE.incrementAndGet();
        String stem = wish == null ? "heap-" + number : wish;
        Entry entry = new Entry(stem, number);
        for (int again = 2; HEAPS.putIfAbsent(entry.name(), entry) != null; again++) {
            entry = new Entry(stem + '-' + again, number);
        }
        return entry;
    }

    private static void forgetUnreachable() {
        for (Known gone = (Known) UNREACHABLE.poll(); gone != null; gone = (Known) UNREACHABLE.poll()) {
            gone.entry.abandon();
        }
    }

    /** In the order in which they were made. */
    static List<Heap> list() {
        forgetUnreachable();
        return HEAPS.values().stream().sorted(Comparator.comparingLong(entry -> entry.number)).map(Entry::heap)
                .filter(Objects::nonNull).toList();
    }

    /** Tells of those that are open, too; in this order, or it could miss one. */
    static void add(HeapListener listener) {
        LISTENERS.add(Objects.requireNonNull(listener, "listener"));
        list().forEach(heap -> tell(listener, to -> to.opened(heap)));
    }

    static void remove(HeapListener listener) {
        LISTENERS.remove(listener);
    }

    private static void tell(Consumer<HeapListener> what) {
        LISTENERS.forEach(listener -> tell(listener, what));
    }

    private static void tell(HeapListener listener, Consumer<HeapListener> what) {
        try {
            what.accept(listener);
        } catch (RuntimeException | Error e) {
            System.getLogger("org.pinfold").log(System.Logger.Level.WARNING, "a listener to heaps failed", e);
        }
    }
}
