package org.pinfold.lincheck;

import java.util.List;
import org.pinfold.evidence.Tier;

/** Bounds of all Lincheck runs, as the tier has them, each overridable by the system property that is named with it. */
final class LincheckSettings {
    /** Every one of these has a test class and a sequential specification. */
    static final List<String> PROTOCOLS = List.of("BatchRefill", "BlockState", "CacheLifecycle",
            "HeapGate", "MemoryBudget", "PinGuard", "RemoteFreeQueue", "SlabIndex", "SlabPurge", "SpanMap",
            "StripeClaim", "SuperslabRun");

    /** What users share among threads; checked as a protocol is. */
    static final List<String> API = List.of("SharedBlock");

    /** What is checked of the heap as a whole; each has a test class, and they share one specification. */
    static final List<String> HEAP = List.of("HeapClose", "ThreadCache", "ThreadExit");

    /** Threads of a scenario, at most 7: the operations keep hands for no more. */
    static final int THREADS = Integer.getInteger("lincheck.threads", 3);
    /** Operations of each thread. */
    static final int OPERATIONS = Integer.getInteger("lincheck.operations", 3);
    /** Random scenarios of model checking. */
    static final int SCENARIOS = Tier.bound("lincheck.iterations", 24, 40, 100);
    /** Interleavings of each. */
    static final int INTERLEAVINGS = Tier.bound("lincheck.invocations", 100, 2_000, 10_000);
    /** Random scenarios of the stress run. */
    static final int STRESS_SCENARIOS = Tier.bound("lincheck.stress.iterations", 4, 10, 100);
    /** Executions of each. */
    static final int STRESS_EXECUTIONS = Tier.bound("lincheck.stress.invocations", 200, 500, 10_000);
    /** Random scenarios of model checking the heap as a whole, beside those that are written down. */
    static final int HEAP_SCENARIOS = Tier.bound("lincheck.heap.iterations", 1, 20, 100);
    /** Interleavings of each. */
    static final int HEAP_INTERLEAVINGS = Tier.bound("lincheck.heap.invocations", 100, 1_000, 5_000);
    /** Child VMs that run at once. */
    static final int CHILDREN = Integer.getInteger("lincheck.children", 2);

    private LincheckSettings() {
    }

    /** The name of the test class of one of these. */
    static String testClass(String subject) {
        String folder = HEAP.contains(subject) ? "heap." : API.contains(subject) ? "" : "protocol.";
        return "org.pinfold." + folder + subject + "LincheckTest";
    }
}
