package org.pinfold.tools.report;

import java.util.List;
import org.pinfold.tools.memory.MemoryResult;
import org.pinfold.tools.replay.CheckResult;

/**
 * What is known of one allocator under one trace; a part that was not asked for or gave no result is null.
 *
 * @param failures why parts that were asked for are missing
 */
public record AllocatorResult(String allocator, CheckResult check, TimeResult time, MemoryResult memory,
        List<Failure> failures) {
    public AllocatorResult {
        failures = List.copyOf(failures);
    }
}
