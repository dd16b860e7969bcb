package org.pinfold.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.pinfold.tools.memory.MemoryResult;
import org.pinfold.tools.replay.CheckResult;
import org.pinfold.tools.report.AllocatorResult;
import org.pinfold.tools.report.Failure;
import org.pinfold.tools.report.TimeResult;
import org.pinfold.tools.report.TraceResult;
import org.pinfold.tools.trace.Workload;
import org.pinfold.tools.worker.Action;
import org.pinfold.tools.worker.Job;
import org.pinfold.tools.worker.Job.Purpose;
import org.pinfold.tools.worker.Worker;
import org.pinfold.tools.worker.WorkerException;

/** Runs one trace against all allocators asked for, each in a worker of its own, one at a time. */
final class ReplayRun {
    private final ReplayPlan plan;
    private final Worker.Launcher launcher;
    private final Consumer<String> progress;
    private final Map<String, CheckResult> checks = new LinkedHashMap<>();
    private final Map<String, TimeResult> times = new LinkedHashMap<>();
    private final Map<String, MemoryResult> memories = new LinkedHashMap<>();
    private final Map<String, List<Failure>> failures = new LinkedHashMap<>();
    private Double emptyNanos;

    ReplayRun(ReplayPlan plan, Worker.Launcher launcher, Consumer<String> progress) {
        this.plan = plan;
        this.launcher = launcher;
        this.progress = progress;
    }

    TraceResult run() {
        plan.allocators(Purpose.CHECK).forEach(allocator ->
                askOnce(Purpose.CHECK, allocator, Action.CHECK, CheckResult.class, checks));
        if (!plan.allocators(Purpose.TIME).isEmpty()) {
            time(plan.allocators(Purpose.TIME));
        }
        plan.allocators(Purpose.MEMORY).forEach(allocator ->
                askOnce(Purpose.MEMORY, allocator, Action.MEMORY, MemoryResult.class, memories));
        Workload workload = plan.workload(Purpose.TIME);
        List<AllocatorResult> rows = plan.allAllocators().stream()
                .map(name -> new AllocatorResult(name, checks.get(name), times.get(name), memories.get(name),
                        failures.getOrDefault(name, List.of())))
                .toList();
        return new TraceResult(workload.trace().name(), workload.trace().events(), workload.trace().threads(),
                plan.peakLiveBytesOfOneCopy(), emptyNanos, rows);
    }

    private <T> void askOnce(Purpose purpose, String allocator, Action action, Class<T> answer,
            Map<String, T> results) {
        progress(purpose, allocator);
        try (Worker worker = start(purpose, allocator)) {
            results.put(allocator, worker.ask(action, answer));
        } catch (WorkerException e) {
            failed(purpose, allocator, e);
        }
    }

    private void time(List<String> allocators) {
        List<String> wanted = new ArrayList<>(allocators);
        wanted.addFirst(plan.emptyAllocator());
        try (TimedWorkers workers = new TimedWorkers()) {
            for (String allocator : wanted) {
                progress(Purpose.TIME, allocator);
                try {
                    workers.add(allocator, start(Purpose.TIME, allocator));
                } catch (WorkerException e) {
                    failed(Purpose.TIME, allocator, e);
                }
            }
            workers.warmUp((allocator, e) -> failed(Purpose.TIME, allocator, e));
            for (int round = 1; round <= plan.rounds(); round++) {
                progress.accept(plan.name() + ": round " + round + " of " + plan.rounds());
                workers.round((allocator, e) -> failed(Purpose.TIME, allocator, e));
            }
            conclude(workers, allocators);
        }
    }

    private void conclude(TimedWorkers workers, List<String> allocators) {
        Workload workload = plan.workload(Purpose.TIME);
        List<Long> empty = workers.cpuNanos(plan.emptyAllocator());
        if (empty.isEmpty()) {
            List<Failure> reasons = failures.get(plan.emptyAllocator());
            allocators.forEach(allocator -> failures.computeIfAbsent(allocator, name -> new ArrayList<>()).add(
                    new Failure(Purpose.TIME, WorkerException.Kind.FAILED, "the empty replay failed: " + reasons)));
            return;
        }
        double median = TimeResult.median(empty.stream().mapToDouble(Long::doubleValue).toArray());
        emptyNanos = median / workload.events();
        for (String allocator : allocators) {
            List<Long> rounds = workers.cpuNanos(allocator);
            if (!rounds.isEmpty()) {
                times.put(allocator, TimeResult.of(workers.identity(allocator), workload.copies(), workload.events(),
                        rounds, median));
            }
        }
    }

    private Worker start(Purpose purpose, String allocator) throws WorkerException {
        Workload workload = plan.workload(purpose);
        return launcher.start(new Job(purpose, allocator, plan.file().toString(), workload.copies()),
                workload.slots());
    }

    private void failed(Purpose purpose, String allocator, WorkerException e) {
        failures.computeIfAbsent(allocator, name -> new ArrayList<>())
                .add(new Failure(purpose, e.kind(), e.getMessage()));
    }

    private void progress(Purpose purpose, String allocator) {
        progress.accept(plan.name() + ": " + purpose.toString().toLowerCase(Locale.ROOT) + ", "
                + allocator);
    }
}
