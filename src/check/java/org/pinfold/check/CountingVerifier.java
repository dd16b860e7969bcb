package org.pinfold.check;

import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;

/**
 * Lincheck's own verifier, with a count of what reached it: the rest was not checked. Public for Lincheck alone.
 *
 * @hidden
 */
public final class CountingVerifier implements Verifier {
    private static final AtomicReference<Counts> COUNTS = new AtomicReference<>(Counts.ZERO);

    private final Verifier verifier;

    /**
     * What was verified.
     *
     * @param last the scenario whose executions come in now
     */
    record Counts(int scenarios, long executions, ExecutionScenario last) {
        private static final Counts ZERO = new Counts(0, 0, null);

        private Counts plus(ExecutionScenario scenario) {
            return new Counts(scenarios + (scenario == last ? 0 : 1), executions + 1, scenario);
        }
    }

    /**
     * Called by Lincheck.
     *
     * @param specification what answers when operations come one at a time
     */
    public CountingVerifier(Class<?> specification) {
        verifier = new LinearizabilityVerifier(specification);
    }

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
        COUNTS.updateAndGet(counts -> counts.plus(scenario));
        return verifier.verifyResults(scenario, results);
    }

    /** The counts since the last call. */
    static Counts takeCounts() {
        return COUNTS.getAndSet(Counts.ZERO);
    }
}
