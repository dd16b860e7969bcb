package org.pinfold.heap;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that tends all heaps of the process: a daemon, asleep as long as no heap is used. It knows heaps weakly,
 * and ends when there are none.
 */
final class Maintenance {
    /** How long it sleeps at most: heaps may have become unreachable. */
    private static final long LONGEST_SLEEP_NANOS = 10_000_000_000L;
    private static final List<WeakReference<Upkeep>> HEAPS = new CopyOnWriteArrayList<>();
    private static final AtomicReference<Thread> THREAD = new AtomicReference<>();

    private Maintenance() {
    }

    /** From now on, until it is forgotten, this heap is tended. */
    static void register(Upkeep heap) {
        HEAPS.add(new WeakReference<>(heap));
        startIfThereIsNone();
    }

    /** A heap that is closed. With the last one the thread ends, and keeps no class loader. */
    static void forget(Upkeep heap) {
        HEAPS.removeIf(known -> known.refersTo(heap) || known.refersTo(null));
        if (HEAPS.isEmpty()) {
            wake();
        }
    }

    /** There is something to do. */
    static void wake() {
        LockSupport.unpark(THREAD.get());
    }

    private static void startIfThereIsNone() {
        if (THREAD.get() == null) {
            Thread thread = new Thread(topGroup(), Maintenance::run, "pinfold-maintenance", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            if (THREAD.compareAndSet(null, thread)) {
                thread.start();
            }
        }
    }

    /** Not the caller's, which may be interrupted as a whole, and whose class may be one of a program that goes. */
    private static ThreadGroup topGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    private static void run() {
        while (!HEAPS.isEmpty()) {
            LockSupport.parkNanos(tendAll());
            // An interrupt means nothing here; but as long as it is pending, no sleep lasts.
            Thread.interrupted();
            HEAPS.removeIf(known -> known.refersTo(null));
        }
        THREAD.set(null);
        // Somebody may have come who saw this thread.
        if (!HEAPS.isEmpty()) {
            startIfThereIsNone();
        }
    }

    /** Answers how long to sleep. */
    private static long tendAll() {
        long sleep = LONGEST_SLEEP_NANOS;
        for (WeakReference<Upkeep> known : HEAPS) {
            Upkeep heap = known.get();
            if (heap != null) {
                sleep = Math.min(sleep, tend(heap));
            }
        }
        return sleep;
    }

    /** What goes wrong with one heap is told, and is no reason to leave the others alone. */
    private static long tend(Upkeep heap) {
        try {
            return heap.tend();
        } catch (RuntimeException | Error e) {
            Warnings.failed("upkeep of a heap failed", e);
            return Upkeep.NEVER;
        }
    }
}
