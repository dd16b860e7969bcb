package org.pinfold.tools.stress;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.tools.stress.canary.Canary;
import org.pinfold.tools.stress.workload.HeapKind;
import org.pinfold.tools.stress.workload.Workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each check of a campaign notices the fault that it is there for, and each campaign notices faults. */
@Tag("canary")
class CanaryTest {
    private static final int THREADS = 3;
    private static final long OPERATIONS = 60_000;
    /** Seen by who looks at a virtual machine from outside: {@link StressVmTest}. */
    private static final Set<Canary> ELSEWHERE = EnumSet.of(Canary.NONE, Canary.HOARDS, Canary.HANGS, Canary.CRASHES);

    /** A fault, a message that tells of it, and campaigns which have to. */
    private record Fault(Canary canary, String told, Workloads... workloads) {
    }

    private static final List<Fault> FAULTS = List.of(
            new Fault(Canary.TWO_OWNERS, "was handed out while somebody has it", Workloads.SH8BENCH, Workloads.LARSON,
                    Workloads.XMALLOC, Workloads.MSTRESS, Workloads.THREAD_CHURN, Workloads.VIRTUAL_CHURN,
                    Workloads.RESIZE, Workloads.MIXED, Workloads.MISUSE),
            new Fault(Canary.LOSES_A_BLOCK, "live blocks by the audit", Workloads.SH8BENCH, Workloads.LARSON,
                    Workloads.XMALLOC, Workloads.MSTRESS, Workloads.THREAD_CHURN, Workloads.VIRTUAL_CHURN,
                    Workloads.RESIZE, Workloads.MIXED, Workloads.SHARED),
            new Fault(Canary.LOSES_A_BLOCK, "no block of half the limit when all is free", Workloads.LIMIT),
            // Whoever notices it first: a reader, or the heap when the block is given back.
            new Fault(Canary.TWO_OWNERS, "", Workloads.SHARED),
            new Fault(Canary.CHANGES_A_BYTE, "changed under a pin", Workloads.SHARED),
            new Fault(Canary.CHANGES_A_BYTE, "was overwritten", Workloads.SH8BENCH, Workloads.LARSON,
                    Workloads.XMALLOC, Workloads.MSTRESS, Workloads.THREAD_CHURN, Workloads.VIRTUAL_CHURN,
                    Workloads.RESIZE, Workloads.MIXED, Workloads.MISUSE),
            new Fault(Canary.LOSES_A_BYTE, "was lost when it was resized", Workloads.RESIZE, Workloads.MIXED),
            new Fault(Canary.TOO_SMALL, "has room for", Workloads.LARSON),
            new Fault(Canary.MISALIGNED, "is not aligned to", Workloads.MIXED),
            new Fault(Canary.NOT_ZERO, "is not zero after calloc", Workloads.MIXED),
            new Fault(Canary.REFUSES, "no memory for", Workloads.LARSON, Workloads.OPEN_CLOSE),
            new Fault(Canary.REFUSES, "where there was one before", Workloads.LIMIT),
            new Fault(Canary.MISSES_MISUSE, "was not reported", Workloads.MISUSE, Workloads.MIXED),
            new Fault(Canary.COUNTS_WRONG, "live bytes", Workloads.values()),
            new Fault(Canary.FAILS_THE_AUDIT, "a canary is out of balance", Workloads.values()),
            new Fault(Canary.KEEPS_A_PIN, "superslabs retired and still pinned", Workloads.LARSON,
                    Workloads.OPEN_CLOSE),
            new Fault(Canary.KEEPS_CACHES, "bytes in caches of dead threads", Workloads.THREAD_CHURN),
            new Fault(Canary.ANSWERS_WHEN_CLOSED, "begun after close had returned", Workloads.OPEN_CLOSE));

    static Stream<Arguments> faults() {
        return FAULTS.stream().flatMap(fault -> Arrays.stream(fault.workloads())
                .map(workload -> Arguments.of(fault.canary(), workload, fault.told())));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNoticed(Canary canary, Workloads workload, String told) throws InterruptedException {
        WorkloadResult result = Runs.run(workload.label(), THREADS, OPERATIONS, canary);
        assertTrue(result.violations() > 0, canary + " was not noticed by " + workload);
        assertTrue(result.told().stream().anyMatch(violation -> violation.contains(told)), result.told()::toString);
    }

    @Test
    void aCallThatDoesNotReturnIsNoticedWithItsPlace() throws InterruptedException {
        WorkloadResult result = new WorkloadRun(new Assignment(Workloads.LARSON.label(), 1, THREADS, 1, OPERATIONS,
                HeapKind.ORDERED, Canary.HANGS), Duration.ofSeconds(1), false, progress -> { }).run();
        assertTrue(result.told().stream().anyMatch(violation -> violation.contains("a round has not ended")
                && violation.contains("LockSupport.park")), result.told()::toString);
    }

    @Test
    void everyCanaryAndEveryCampaignHasItsTurn() {
        Set<Canary> canaries = FAULTS.stream().map(Fault::canary)
                .collect(Collectors.toCollection(() -> EnumSet.copyOf(ELSEWHERE)));
        assertEquals(EnumSet.allOf(Canary.class), canaries);
        Set<Workloads> workloads = FAULTS.stream().filter(fault -> fault.workloads().length < Workloads.values().length)
                .flatMap(fault -> Arrays.stream(fault.workloads())).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(EnumSet.allOf(Workloads.class), workloads, "noticed by what is theirs alone");
    }
}
