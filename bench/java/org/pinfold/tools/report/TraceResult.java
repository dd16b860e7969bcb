package org.pinfold.tools.report;

import java.util.List;
import java.util.Optional;

/**
 * What is known of all allocators under one trace.
 *
 * @param trace the trace's name
 * @param events its events, with the frees that end it
 * @param threads its threads
 * @param peakLiveBytes the largest sum of the sizes of live blocks of one copy
 * @param emptyNanos CPU time of the empty replay, subtracted from every time, for one event; null if nothing was timed
 * @param allocators in the order in which they were asked for
 */
public record TraceResult(String trace, long events, int threads, long peakLiveBytes, Double emptyNanos,
        List<AllocatorResult> allocators) {
    public TraceResult {
        allocators = List.copyOf(allocators);
    }

    /** What is known of this one. */
    public Optional<AllocatorResult> allocator(String name) {
        return allocators.stream().filter(result -> result.allocator().equals(name)).findFirst();
    }
}
