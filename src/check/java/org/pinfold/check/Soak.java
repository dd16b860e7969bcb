package org.pinfold.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Rounds of threads that use one subject, with a judgement at the quiesce after each. */
final class Soak<B> {
    /** Blocks that a thread can hold. */
    private static final int SLOTS = 64;
    /** Of the slots of all threads, the part that the subject has room for, so that it also runs out. */
    private static final double ROOM = 0.75;
    /** One check at least in so many operations, or nearly everything was refused. */
    private static final int LEAST_CHECKED = 4;

    private final SubjectTests<B> tests;
    private final Promises promises;
    private final Bounds bounds;
    private final int capacity;
    private final Subject<B> subject;
    private final SoakBooks<B> books;
    private final List<SoakWorker<B>> workers = new ArrayList<>();

    private Soak(SubjectTests<B> tests, Bounds bounds) {
        this.tests = tests;
        this.promises = tests.promises();
        this.bounds = bounds;
        this.capacity = (int) (bounds.threads() * SLOTS * ROOM);
        this.subject = tests.newSubject(capacity);
        this.books = new SoakBooks<>(subject, promises, capacity);
        for (int thread = 0; thread < bounds.threads(); thread++) {
            workers.add(new SoakWorker<>(promises, books, workers, SLOTS));
        }
    }

    /**
     * Runs a soak.
     *
     * @return what was checked
     * @throws AssertionError if something is wrong, or too little was checked
     */
    static <B> String run(SubjectTests<B> tests) throws InterruptedException {
        return new Soak<>(tests, tests.bounds()).run();
    }

    private String run() throws InterruptedException {
        for (int round = 1; round <= bounds.rounds(); round++) {
            runThreads(round);
            judge("after round " + round);
        }
        workers.forEach(SoakWorker::freeAll);
        judge("at the end, with all blocks freed");
        String summary = summary();
        subject.close();
        return summary;
    }

    private void runThreads(int round) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            SoakWorker<B> worker = workers.get(i);
            int number = (round - 1) * workers.size() + i + 1;
            Thread thread = new Thread(() -> worker.work(number, bounds), "soak thread " + number);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(bounds.seconds());
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " has not ended " + bounds.seconds() + " seconds after the "
                        + "beginning of round " + round + ". It is here:\n  " + trace(thread)
                        + "\nNext: if it waits, let it try instead; if it is at work, give it time: "
                        + Bounds.property("seconds", 10L * bounds.seconds()));
            }
        }
    }

    private static String trace(Thread thread) {
        List<String> lines = new ArrayList<>();
        for (StackTraceElement frame : thread.getStackTrace()) {
            lines.add(frame.toString());
        }
        return String.join("\n  ", lines);
    }

    /** What the threads have noticed comes first: after that, the books say little. */
    private void judge(String when) {
        workers.forEach(SoakWorker::checkHeld);
        expectSound(when);
        Quiesce.problems(subject, promises, capacity, books.live()).forEach(books::violation);
        expectSound(when);
    }

    private void expectSound(String when) {
        if (!books.violations().isEmpty()) {
            throw new AssertionError("The soak of " + tests.getClass().getName() + " found, " + when + ":\n  "
                    + String.join("\n  ", books.violations())
                    + "\nExpected: every block has one holder at a time and the content that this one wrote, and "
                    + books.allocated() + " allocated - " + books.freed() + " freed = " + books.live()
                    + " held.\nNext: repeat with " + Bounds.property("seed", bounds.seed())
                    + ", which gives the same sizes and orders on other schedules; with fewer threads, "
                    + Bounds.property("threads", 2) + ", it may become a case for LincheckTests.");
        }
    }

    private String summary() {
        String checked = books.freed() + " blocks checked, " + books.remote() + " freed by another thread, "
                + books.refused() + " allocations refused, " + bounds.rounds() * bounds.threads() + " threads, seed "
                + bounds.seed();
        long operations = (long) bounds.rounds() * bounds.threads() * bounds.operations();
        if (books.freed() < operations / LEAST_CHECKED || books.remote() == 0) {
            throw new AssertionError("too little was checked in " + operations + " operations: " + checked);
        }
        List<String> kinds = Quiesce.kinds(subject, promises);
        return checked + "; conservation by " + (kinds.isEmpty() ? "nothing: the subject offers no figure"
                : String.join(", ", kinds));
    }
}
