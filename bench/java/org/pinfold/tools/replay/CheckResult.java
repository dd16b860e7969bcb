package org.pinfold.tools.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.pinfold.tools.peer.PeerAudit;

/**
 * What a checked replay found.
 *
 * @param identity the allocator that ran
 * @param threads how many threads ran the events
 * @param events how many events the workload has
 * @param expectedBlocks how many blocks had to be verified: as many as the workload allocates
 * @param verifiedBlocks how many were, from their first byte to their last, when they were freed
 * @param verifiedBytes how many bytes that were
 * @param corruptedBlocks blocks that did not hold what was written, or that held something but should have been zero
 * @param violations all that was wrong, the corrupted blocks among it
 * @param firstViolations the first few of them in words
 * @param audit the allocator's own account afterwards, or null where it cannot give one
 */
public record CheckResult(String identity, int threads, long events, long expectedBlocks, long verifiedBlocks,
        long verifiedBytes, long corruptedBlocks, long violations, List<String> firstViolations, PeerAudit audit) {
    public CheckResult {
        firstViolations = List.copyOf(firstViolations);
    }

    /** Whether every block was verified and nothing was wrong. */
    @JsonIgnore
    public boolean passed() {
        return violations == 0 && verifiedBlocks == expectedBlocks && (audit == null || audit.passed());
    }
}
