package org.pinfold.tools.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.pinfold.tools.worker.Action;
import org.pinfold.tools.worker.Job;
import org.pinfold.tools.worker.Worker;
import org.pinfold.tools.worker.WorkerException;

/** Runs a scenario with all allocators asked for, each in a worker of its own, one at a time. */
public final class MemoryRun {
    private final Worker.Launcher launcher;
    private final List<String> allocators;
    private final Consumer<String> progress;

    public MemoryRun(Worker.Launcher launcher, List<String> allocators, Consumer<String> progress) {
        this.launcher = launcher;
        this.allocators = allocators;
        this.progress = progress;
    }

    /** A job for one allocator. */
    @FunctionalInterface
    public interface Jobs {
        /** The job. */
        Job with(String allocator);
    }

    /** What {@code jobs} come to, each of which uses {@code slots} slots. */
    public MemoryRow run(String name, int slots, Jobs jobs) {
        Map<String, MemoryResult> results = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        for (String allocator : allocators) {
            progress.accept(name + ": " + allocator);
            try (Worker worker = launcher.start(jobs.with(allocator), slots)) {
                results.put(allocator, worker.ask(Action.MEMORY, MemoryResult.class));
            } catch (WorkerException e) {
                failures.put(allocator, e.kind() + ": " + e.getMessage().strip());
            }
        }
        return new MemoryRow(name, results, failures);
    }
}
