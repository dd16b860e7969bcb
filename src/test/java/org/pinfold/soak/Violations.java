package org.pinfold.soak;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.pinfold.AuditReport;

/** What went wrong in a run: noted by any of its threads, told at its end. */
final class Violations {
    private static final int TOLD = 20;
    private final Queue<String> noted = new ConcurrentLinkedQueue<>();

    void add(String what) {
        noted.add(what);
    }

    boolean none() {
        return noted.isEmpty();
    }

    List<String> list() {
        return List.copyOf(noted);
    }

    /** Does work that must not throw anything. */
    void guard(Runnable work) {
        try {
            work.run();
        } catch (Throwable thrown) {
            StackTraceElement[] trace = thrown.getStackTrace();
            add(thrown + (trace.length == 0 ? "" : " at " + trace[0]));
        }
    }

    void expectEqual(String what, long expected, long actual) {
        if (expected != actual) {
            add(what + ": " + actual + " instead of " + expected);
        }
    }

    void expectAtMost(String what, long bound, long actual) {
        if (actual > bound) {
            add(what + ": " + actual + ", more than the bound of " + bound);
        }
    }

    void expectClean(AuditReport audit) {
        audit.problems().forEach(this::add);
    }

    /** For the end of a program: lines that begin with {@link Soak#VIOLATION}, and exit code 1, if there is any. */
    void report() {
        if (!none()) {
            noted.stream().limit(TOLD).forEach(what -> System.out.println(Soak.VIOLATION + what));
            System.exit(1);
        }
    }
}
