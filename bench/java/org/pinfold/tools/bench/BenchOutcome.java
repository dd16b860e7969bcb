package org.pinfold.tools.bench;

import java.util.List;

/**
 * A run's results with what else its readers want to know.
 *
 * @param systemCalls of each row and contender; empty if they were not counted
 * @param goals how the results stand beside the bounds
 */
public record BenchOutcome(BenchResults results, List<SystemCalls> systemCalls, List<Goal> goals) {
    public BenchOutcome {
        systemCalls = List.copyOf(systemCalls);
        goals = List.copyOf(goals);
    }
}
