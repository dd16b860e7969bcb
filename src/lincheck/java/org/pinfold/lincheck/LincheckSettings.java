package org.pinfold.lincheck;

import java.util.List;

/** Bounds of all Lincheck runs, each overridable by a system property, so that a long run differs by flags alone. */
final class LincheckSettings {
    /** Every one of these has a test class and a sequential specification. */
    static final List<String> PROTOCOLS = List.of("BatchRefill", "BlockState", "CacheLifecycle",
            "HeapGate", "MemoryBudget", "PinGuard", "RemoteFreeQueue", "SlabIndex", "SpanMap", "StripeClaim",
            "SuperslabRun");

    /** Threads of a scenario, at most 7: the operations keep hands for no more. */
    static final int THREADS = Integer.getInteger("lincheck.threads", 3);
    /** Operations of each thread. */
    static final int OPERATIONS = Integer.getInteger("lincheck.operations", 3);
    /** Random scenarios of model checking. */
    static final int SCENARIOS = Integer.getInteger("lincheck.iterations", 24);
    /** Interleavings of each. */
    static final int INTERLEAVINGS = Integer.getInteger("lincheck.invocations", 100);
    /** Random scenarios of the stress run. */
    static final int STRESS_SCENARIOS = Integer.getInteger("lincheck.stress.iterations", 4);
    /** Executions of each. */
    static final int STRESS_EXECUTIONS = Integer.getInteger("lincheck.stress.invocations", 200);
    /** Child VMs that run at once. */
    static final int CHILDREN = Integer.getInteger("lincheck.children", 2);

    private LincheckSettings() {
    }
}
