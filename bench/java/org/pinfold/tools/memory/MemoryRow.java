package org.pinfold.tools.memory;

import java.util.Map;
import java.util.Optional;

/**
 * What all allocators took in one scenario.
 *
 * @param name the scenario's, or the trace's
 * @param results by allocator, in the order in which they ran
 * @param failures why others have no result, in words
 */
public record MemoryRow(String name, Map<String, MemoryResult> results, Map<String, String> failures) {

    /** What this allocator took. */
    public Optional<MemoryResult> of(String allocator) {
        return Optional.ofNullable(results.get(allocator));
    }
}
