package org.pinfold.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.pinfold.tools.worker.Action;
import org.pinfold.tools.worker.Round;
import org.pinfold.tools.worker.WarmUp;
import org.pinfold.tools.worker.Worker;
import org.pinfold.tools.worker.WorkerException;

/**
 * Workers that are timed in turn: all are warmed up first, then each round asks every worker for one replay, so that a
 * change of the machine's speed meets all of them. A worker that fails is dropped with its figures.
 */
final class TimedWorkers implements AutoCloseable {
    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private final Map<String, String> identities = new LinkedHashMap<>();
    private final Map<String, List<Long>> cpuNanos = new LinkedHashMap<>();

    void add(String allocator, Worker worker) {
        workers.put(allocator, worker);
    }

    void warmUp(BiConsumer<String, WorkerException> onFailure) {
        forEach(onFailure, (allocator, worker) ->
                identities.put(allocator, worker.ask(Action.WARM_UP, WarmUp.class).identity()));
    }

    void round(BiConsumer<String, WorkerException> onFailure) {
        forEach(onFailure, (allocator, worker) -> {
            long nanos = worker.ask(Action.ROUND, Round.class).cpuNanos();
            cpuNanos.computeIfAbsent(allocator, name -> new ArrayList<>()).add(nanos);
        });
    }

    /** The CPU time of each round; none if the worker failed. */
    List<Long> cpuNanos(String allocator) {
        return workers.containsKey(allocator) ? cpuNanos.getOrDefault(allocator, List.of()) : List.of();
    }

    String identity(String allocator) {
        return identities.get(allocator);
    }

    @Override
    public void close() {
        workers.values().forEach(Worker::close);
    }

    private void forEach(BiConsumer<String, WorkerException> onFailure, Step step) {
        for (Map.Entry<String, Worker> entry : List.copyOf(workers.entrySet())) {
            try {
                step.run(entry.getKey(), entry.getValue());
            } catch (WorkerException e) {
                workers.remove(entry.getKey());
                entry.getValue().close();
                onFailure.accept(entry.getKey(), e);
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void run(String allocator, Worker worker) throws WorkerException;
    }
}
