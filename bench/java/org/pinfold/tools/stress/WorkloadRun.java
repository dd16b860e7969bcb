package org.pinfold.tools.stress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pinfold.Heap;
import org.pinfold.tools.oracle.CheckedHeap;
import org.pinfold.tools.oracle.RetiredPins;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;
import org.pinfold.tools.stress.workload.DoubleFrees;
import org.pinfold.tools.stress.workload.Fixture;
import org.pinfold.tools.stress.workload.Misuses;
import org.pinfold.tools.stress.workload.Round;
import org.pinfold.tools.stress.workload.Worker;
import org.pinfold.tools.stress.workload.Workload;
import org.pinfold.tools.stress.workload.Workloads;

/**
 * Runs one workload: round after round, with a {@link Quiesce} after each, until its time is over or its operations are
 * done. After a violation the round is brought to its end, so that what else goes wrong is counted; no other begins.
 */
public final class WorkloadRun {
    private static final long LIMIT = 1L << 30;
    private static final Duration PURGE_DELAY = Duration.ofMillis(50);
    private static final int ROUNDS = 4;
    private static final long LONGEST_ROUND = TimeUnit.SECONDS.toNanos(5);
    private static final double MIB = 1 << 20;

    private final Assignment assignment;
    private final Consumer<String> progress;
    private final Duration patience;
    private final boolean alone;
    private final Violations violations = new Violations();
    private final Misuses misuses = new Misuses(violations);
    private final Latencies allocations = new Latencies();
    private final Latencies frees = new Latencies();
    private final Fixture fixture;
    private final Workload workload;
    private final Quiesce quiesce;
    private final Watch watch;
    private final List<Worker> workers = new ArrayList<>();

    /**
     * A run that has not begun.
     *
     * @param patience how much longer than it should a round may take; then a thread hangs
     * @param alone whether nothing else in this process makes its resident set grow, not even the Java heap
     * @param progress is told how far it is
     */
    public WorkloadRun(Assignment assignment, Duration patience, boolean alone, Consumer<String> progress) {
        this.assignment = assignment;
        this.patience = patience;
        this.alone = alone;
        this.progress = progress;
        Function<Heap, Target> view = heap -> assignment.canary().on(Target.of(heap), assignment.seed());
        Heap heap = assignment.heap().build(Heap.builder().limit(LIMIT).purgeDelay(PURGE_DELAY));
        DoubleFrees target = new DoubleFrees(new TimedTarget(view.apply(heap), allocations, frees));
        CheckedHeap checked = new CheckedHeap(target, violations);
        // The watch is one more; a virtual thread stays on its carrier while it is inside.
        int inside = Math.max(assignment.threads(), Runtime.getRuntime().availableProcessors()) + 1;
        fixture = new Fixture(assignment.threads(), assignment.operations(), assignment.seed(), assignment.heap(),
                view, target, checked, new RetiredPins(inside, violations::add), misuses, violations);
        workload = Workloads.named(assignment.workload()).orElseThrow().create(fixture);
        quiesce = new Quiesce(fixture, workload);
        watch = new Watch(assignment.seconds(), target, this::operations, allocations, frees, violations, this::tell);
        SplittableRandom random = new SplittableRandom(assignment.seed());
        for (int number = 0; number < assignment.threads(); number++) {
            workers.add(new Worker(number, random.split(), checked));
        }
    }

    /** Runs it to its end. */
    public WorkloadResult run() throws InterruptedException {
        watch.start();
        Crew crew = new Crew(workload, workers, violations);
        rounds(crew);
        double seconds = watch.seconds();
        boolean dismissed = crew.dismiss(patience);
        if (violations.none()) {
            watch.whileNotLooking(() -> violations.guard(this::end));
        }
        watch.end();
        Growth growth = new Growth(watch.intervals(), workload.mostLive(), violations);
        growth.judgeHeap();
        if (alone) {
            growth.judgeProcess();
        }
        if (dismissed) {
            violations.guard(fixture.target()::close);
        }
        return new WorkloadResult(assignment, seconds, operations(), quiesce.count(), violations.count(),
                violations.list(), misuses.reported(), misuses.examples(), workload.remark(), watch.intervals(),
                allocations.total(), frees.total());
    }

    private void rounds(Crew crew) throws InterruptedException {
        long nanos = TimeUnit.SECONDS.toNanos(assignment.seconds());
        long end = System.nanoTime() + nanos;
        boolean timed = assignment.operations() == 0;
        // With a bound on operations there are no more rounds in which to do what one had no time for.
        long roundNanos = timed ? Math.min(LONGEST_ROUND, nanos / ROUNDS) : nanos / ROUNDS;
        long share = timed ? Long.MAX_VALUE
                : Math.ceilDiv(assignment.operations(), (long) ROUNDS * assignment.threads());
        int rounds = timed ? Integer.MAX_VALUE : ROUNDS;
        for (int round = 0; violations.none(); round++) {
            boolean asked = round < rounds && System.nanoTime() - end < 0;
            if (!workload.hasMore(asked) || !crew.work(new Round(roundNanos, share), patience.plusNanos(roundNanos))) {
                return;
            }
            watch.whileNotLooking(() -> violations.guard(quiesce::judge));
        }
    }

    private void end() {
        Worker last = workers.getFirst();
        workload.end(last);
        quiesce.judgeEnd();
    }

    private long operations() {
        return fixture.heap().operations() + workload.ownOperations();
    }

    private void tell() {
        Interval last = watch.intervals().getLast();
        progress.accept(String.format(Locale.ROOT, "%s: %.0f s of %d, %,d operations, %,.0f a second, "
                + "%.0f MiB resident, %d quiesces, %d violations", assignment.workload(), last.seconds(),
                assignment.seconds(), operations(), last.rate(), last.process() / MIB, quiesce.count(),
                violations.count()));
    }
}
