package org.pinfold.tools.oracle;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.pinfold.AuditReport;

/** What went wrong in a run: noted by any of its threads, told at its end. The first are kept, the others counted. */
public final class Violations {
    /** Where a program begins a line that reports a violation. */
    public static final String VIOLATION = "VIOLATION ";
    /** Where a program begins the line that says how much it has done. */
    public static final String DONE = "done: ";
    /** How many are kept. */
    public static final int KEPT = 20;

    private final Queue<String> first = new ConcurrentLinkedQueue<>();
    private final AtomicLong count = new AtomicLong();

    /** One more. */
    public void add(String what) {
        if (count.getAndIncrement() < KEPT) {
            first.add(what);
        }
    }

    /** Whether nothing went wrong so far. */
    public boolean none() {
        return count.get() == 0;
    }

    /** How often something went wrong. */
    public long count() {
        return count.get();
    }

    /** The first of them. */
    public List<String> list() {
        return List.copyOf(first);
    }

    /** Does work that must not throw anything. */
    public void guard(Runnable work) {
        try {
            work.run();
        } catch (Throwable thrown) {
            StackTraceElement[] trace = thrown.getStackTrace();
            add(thrown + (trace.length == 0 ? "" : " at " + trace[0]));
        }
    }

    /** Both are the same, or that is a violation. */
    public void expectEqual(String what, long expected, long actual) {
        if (expected != actual) {
            add(what + ": " + actual + " instead of " + expected);
        }
    }

    /** Within the bound, or that is a violation. */
    public void expectAtMost(String what, long bound, long actual) {
        if (actual > bound) {
            add(what + ": " + actual + ", more than the bound of " + bound);
        }
    }

    /** Whatever the audit has found is a violation. */
    public void expectClean(AuditReport audit) {
        audit.problems().forEach(this::add);
    }

    /** For the end of a program: lines that begin with {@link #VIOLATION}, and exit code 1, if there is any. */
    public void report() {
        if (!none()) {
            first.forEach(what -> System.out.println(VIOLATION + what));
            System.exit(1);
        }
    }
}
