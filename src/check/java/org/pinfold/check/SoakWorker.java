package org.pinfold.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What one thread after the other does in a soak, and the blocks that one leaves to the next. A thread that is refused
 * a block, or finds too many held, frees what lies in all inboxes: those that should do it may not be running.
 */
final class SoakWorker<B> {
    private final Promises promises;
    private final SoakBooks<B> books;
    private final List<SoakWorker<B>> all;
    private final List<Holding<B>> slots = new ArrayList<>();
    /** Blocks that other threads want freed here. */
    private final Queue<Holding<B>> inbox = new ConcurrentLinkedQueue<>();

    SoakWorker(Promises promises, SoakBooks<B> books, List<SoakWorker<B>> all, int slots) {
        this.promises = promises;
        this.books = books;
        this.all = all;
        for (int slot = 0; slot < slots; slot++) {
            this.slots.add(null);
        }
    }

    /** The life of the thread with this number; whatever the subject throws ends it and is noted. */
    void work(int thread, Bounds bounds) {
        SplittableRandom random = new SplittableRandom(bounds.seed() * 1_000_003 + thread);
        try {
            for (int operation = 1; operation <= bounds.operations() && books.sound(); operation++) {
                int slot = random.nextInt(slots.size());
                dispose(slots.get(slot), thread, random);
                slots.set(slot, null);
                slots.set(slot, books.allocate(size(random), new Stamp(thread, operation)));
                if (slots.get(slot) != null && books.held() <= all.size() * slots.size()) {
                    drain(thread);
                } else {
                    all.forEach(worker -> worker.drain(thread));
                }
            }
        } catch (RuntimeException | Error e) {
            books.violation("THREW, in thread " + thread + ": " + e + (e.getStackTrace().length == 0 ? ""
                    : " at " + e.getStackTrace()[0]));
        }
    }

    /** Small sizes more often. */
    private int size(SplittableRandom random) {
        int range = promises.greatestSize() - promises.leastSize() + 1;
        return promises.leastSize() + random.nextInt(1 + random.nextInt(range));
    }

    private void dispose(Holding<B> holding, int thread, SplittableRandom random) {
        if (holding == null) {
            return;
        }
        if (random.nextBoolean()) {
            books.free(holding, thread);
        } else {
            all.get(random.nextInt(all.size())).inbox.add(holding);
        }
    }

    private void drain(int thread) {
        for (Holding<B> holding = inbox.poll(); holding != null; holding = inbox.poll()) {
            books.free(holding, thread);
        }
    }

    /** When nothing runs: what is held is as it was written. */
    void checkHeld() {
        slots.forEach(this::check);
        inbox.forEach(this::check);
    }

    private void check(Holding<B> holding) {
        if (holding != null) {
            books.check(holding);
        }
    }

    /** When nothing runs: frees all, as a thread that has allocated none of it. */
    void freeAll() {
        drain(0);
        for (int slot = 0; slot < slots.size(); slot++) {
            if (slots.get(slot) != null) {
                books.free(slots.get(slot), 0);
                slots.set(slot, null);
            }
        }
    }
}
