package org.pinfold.tools.stress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.pinfold.tools.oracle.Violations;
import org.pinfold.tools.stress.workload.Round;
import org.pinfold.tools.stress.workload.Worker;
import org.pinfold.tools.stress.workload.Workload;

/**
 * The threads of a run: one for each worker, the same in all rounds. A worker may find itself on another of them in the
 * next round. They do not keep the virtual machine.
 */
final class Crew {
    private static final int FRAMES = 4;
    private static final Duration TO_LEAVE = Duration.ofSeconds(5);

    private final Workload workload;
    private final List<Worker> workers;
    private final Violations violations;
    private final List<Thread> threads = new ArrayList<>();
    private final ExecutorService pool;

    Crew(Workload workload, List<Worker> workers, Violations violations) {
        this.workload = workload;
        this.workers = workers;
        this.violations = violations;
        this.pool = Executors.newFixedThreadPool(workers.size(), task -> {
            Thread thread = Thread.ofPlatform().name("worker-" + threads.size()).daemon().unstarted(task);
            threads.add(thread);
            return thread;
        });
    }

    /** Has all workers do their part of a round; false if one has not come to its end in time. */
    boolean work(Round round, Duration patience) throws InterruptedException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Worker worker : workers) {
            worker.begin(round);
            tasks.add(() -> {
                violations.guard(() -> work(worker));
                return null;
            });
        }
        List<Future<Void>> done = pool.invokeAll(tasks, patience.toNanos(), TimeUnit.NANOSECONDS);
        if (done.stream().noneMatch(Future::isCancelled)) {
            return true;
        }
        violations.add("a round has not ended " + patience.toSeconds() + " s after it began: " + whereTheyAre());
        return false;
    }

    private void work(Worker worker) {
        try {
            workload.work(worker);
        } catch (InterruptedException e) {
            violations.add("a worker was interrupted: it took too long");
        }
    }

    private String whereTheyAre() {
        return threads.stream().map(thread -> thread.getName() + " at "
                + Arrays.stream(thread.getStackTrace()).limit(FRAMES).map(StackTraceElement::toString)
                .collect(Collectors.joining(" from "))).collect(Collectors.joining("; "));
    }

    /** Waits until all threads are dead, and not only without work; false if one does not end. */
    boolean dismiss(Duration patience) throws InterruptedException {
        pool.shutdownNow();
        long end = System.nanoTime() + Math.min(patience.toNanos(), TO_LEAVE.toNanos());
        boolean dead = true;
        for (Thread thread : threads) {
            dead &= thread.join(Duration.ofNanos(end - System.nanoTime()));
        }
        return dead;
    }
}
