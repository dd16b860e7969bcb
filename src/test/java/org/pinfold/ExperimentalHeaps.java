package org.pinfold;

import org.pinfold.heap.Experiments;

/** Opens the way to the experiments, which the public API hides, for tests in other packages. */
public final class ExperimentalHeaps {
    private ExperimentalHeaps() {
    }

    /** A heap with these switches. */
    public static Heap with(Experiments experiments, Heap.Builder options) {
        return options.experiments(experiments).build();
    }

    /** What the counter audit of a heap has come to. */
    public static Experiments.Counts counterAudit(Heap heap) {
        return heap.counterAudit();
    }
}
