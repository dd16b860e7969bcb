package org.pinfold.tools.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.pinfold.HeapStats;
import org.pinfold.os.ProcessMemory;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/**
 * Looks at a run at regular intervals, on a thread of its own. The length of an interval follows from how long the run
 * is to last: there are some hundreds of them, and for days some thousands.
 */
final class Watch {
    private static final int USUAL_INTERVALS = 240;
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double NANOS_A_SECOND = 1e9;

    private final Target target;
    private final LongSupplier operations;
    private final Violations violations;
    private final Runnable told;
    private final Latencies allocations;
    private final Latencies frees;
    private final long intervalNanos;
    private final long startNanos = System.nanoTime();
    private final long startResident = resident();
    /** Held while somebody looks: at a quiesce nobody else may use the heap. */
    private final Lock looking = new ReentrantLock();
    private final Condition over = looking.newCondition();
    private final List<Interval> intervals = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("watch").daemon().unstarted(this::run);
    private boolean isOver;
    private long lastNanos = startNanos;
    private long lastOperations;

    /** A watch that tells {@code told} of each new interval. */
    Watch(int seconds, Target target, LongSupplier operations, Latencies allocations, Latencies frees,
            Violations violations, Runnable told) {
        this.target = target;
        this.operations = operations;
        this.allocations = allocations;
        this.frees = frees;
        this.violations = violations;
        this.told = told;
        this.intervalNanos = Math.clamp(TimeUnit.SECONDS.toNanos(seconds) / USUAL_INTERVALS, SHORTEST_NANOS,
                LONGEST_NANOS);
    }

    /** Begins to look. */
    void start() {
        thread.start();
    }

    private void run() {
        looking.lock();
        try {
            while (!isOver) {
                if (over.awaitNanos(intervalNanos - (System.nanoTime() - lastNanos)) <= 0) {
                    violations.guard(this::look);
                    told.run();
                }
            }
        } catch (InterruptedException e) {
            violations.add("the watch was interrupted");
        } finally {
            looking.unlock();
        }
    }

    private void look() {
        HeapStats stats = target.stats();
        long nanos = System.nanoTime();
        long done = operations.getAsLong();
        intervals.add(new Interval((nanos - startNanos) / NANOS_A_SECOND, (nanos - lastNanos) / NANOS_A_SECOND,
                done - lastOperations, stats.liveBytes(), stats.cachedBytes(), stats.committedBytes(),
                stats.residentBytes().orElse(0), stats.metadataBytes(), resident() - startResident,
                allocations.interval(), frees.interval()));
        lastNanos = nanos;
        lastOperations = done;
    }

    /** Does something while this watch does not look. */
    void whileNotLooking(Runnable work) {
        looking.lock();
        try {
            work.run();
        } finally {
            looking.unlock();
        }
    }

    /** What was seen so far; for {@code told}, and after the end. */
    List<Interval> intervals() {
        return intervals;
    }

    /** Since the beginning. */
    double seconds() {
        return (System.nanoTime() - startNanos) / NANOS_A_SECOND;
    }

    /** Looks for a last time. */
    void end() throws InterruptedException {
        whileNotLooking(() -> {
            isOver = true;
            over.signal();
        });
        thread.join();
        violations.guard(this::look);
    }

    private static long resident() {
        return ProcessMemory.residentBytes().orElse(0);
    }
}
