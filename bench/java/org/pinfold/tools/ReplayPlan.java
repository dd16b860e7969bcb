package org.pinfold.tools;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.trace.Trace;
import org.pinfold.tools.trace.Workload;
import org.pinfold.tools.worker.Job.Purpose;

/** What to run for one trace: for each purpose the allocators, in order, and the workload. */
final class ReplayPlan {
    /** Live bytes beside which a virtual machine's own growth is small. */
    private static final long MEMORY_LIVE_BYTES = 64L << 20;

    private final Path file;
    private final Trace trace;
    private final Map<Purpose, List<String>> allocators;
    private final int rounds;
    private final Workload workload;
    private final Workload memoryWorkload;

    /** A plan for {@code trace}; {@code copies} of it everywhere, or what suits each purpose. */
    ReplayPlan(Path file, Trace trace, Map<Purpose, List<String>> allocators, Optional<Integer> copies,
            int rounds) {
        this.file = file;
        this.trace = trace;
        this.allocators = Map.copyOf(allocators);
        this.rounds = rounds;
        workload = Workload.of(trace, copies.orElse(1));
        boolean asMany = copies.isEmpty() && allocators.containsKey(Purpose.MEMORY);
        memoryWorkload = asMany ? Workload.holding(trace, MEMORY_LIVE_BYTES) : workload;
    }

    Path file() {
        return file;
    }

    String name() {
        return trace.name();
    }

    int rounds() {
        return rounds;
    }

    String emptyAllocator() {
        return Peers.EMPTY;
    }

    List<String> allocators(Purpose purpose) {
        return allocators.getOrDefault(purpose, List.of());
    }

    Set<String> allAllocators() {
        Set<String> all = new LinkedHashSet<>();
        for (Purpose purpose : Purpose.values()) {
            all.addAll(allocators(purpose));
        }
        return all;
    }

    Workload workload(Purpose purpose) {
        return purpose == Purpose.MEMORY ? memoryWorkload : workload;
    }

    long peakLiveBytesOfOneCopy() {
        return workload.copies() == 1 ? workload.peakLiveBytes() : Workload.of(trace, 1).peakLiveBytes();
    }
}
