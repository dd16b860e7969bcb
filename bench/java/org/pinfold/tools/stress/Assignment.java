package org.pinfold.tools.stress;

import org.pinfold.tools.stress.canary.Canary;
import org.pinfold.tools.stress.workload.HeapKind;

/**
 * One workload to be run once.
 *
 * @param operations how many, about; 0 if as many as there is time for
 */
public record Assignment(String workload, long seed, int threads, int seconds, long operations, HeapKind heap,
        Canary canary) {
}
