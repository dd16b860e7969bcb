package org.pinfold.tools.stress;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.tools.stress.canary.Canary;
import org.pinfold.tools.stress.workload.HeapKind;
import org.pinfold.tools.stress.workload.Workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A sound heap passes each campaign, which does what it is asked for. */
class WorkloadsTest {
    private static final int THREADS = 3;
    private static final long OPERATIONS = 40_000;
    private static final int ROUNDS = 4;
    /** One with room left, one without. */
    private static final int FULL_HEAPS = 2;

    @ParameterizedTest
    @EnumSource
    void aSoundHeapPasses(Workloads workload) throws InterruptedException {
        WorkloadResult result = Runs.run(workload.label(), THREADS, OPERATIONS, Canary.NONE);
        assertEquals(List.of(), result.told());
        assertEquals(0, result.violations());
        assertTrue(result.operations() >= OPERATIONS / 2, () -> result.operations() + " operations");
        int rounds = workload == Workloads.LIMIT ? FULL_HEAPS : ROUNDS;
        assertTrue(result.quiesces() > rounds, () -> result.quiesces() + " quiesces, the last one included");
        assertEquals(result.operations(), result.intervals().stream().mapToLong(Interval::operations).sum());
    }

    @ParameterizedTest
    @EnumSource
    void heapsOfAllKindsPass(HeapKind kind) throws InterruptedException {
        WorkloadResult result = Runs.launcher().run(new Assignment(Workloads.MIXED.label(), 1, THREADS, 30,
                OPERATIONS, kind, Canary.NONE), progress -> { });
        assertEquals(List.of(), result.told());
    }

    @Test
    void misuseThatIsPutInIsCountedByKind() throws InterruptedException {
        WorkloadResult misuse = Runs.run(Workloads.MISUSE.label(), THREADS, 5_000, Canary.NONE);
        assertEquals(5_000, misuse.misuse().values().stream().mapToLong(Long::longValue).sum());
        assertTrue(misuse.misuse().get("DOUBLE_FREE") > 1_000, misuse.misuse()::toString);
        assertEquals(3, misuse.reports().size());
        WorkloadResult mixed = Runs.run(Workloads.MIXED.label(), THREADS, 400_000, Canary.NONE);
        assertEquals(4, mixed.misuse().size(), mixed.misuse()::toString);
    }

    @Test
    void callsAreTimed() throws InterruptedException {
        WorkloadResult result = Runs.run(Workloads.LARSON.label(), THREADS, OPERATIONS, Canary.NONE);
        for (Latency latency : List.of(result.allocation(), result.free())) {
            Percentiles all = latency.percentiles();
            assertTrue(all.samples() > OPERATIONS / 1_000, all::toString);
            assertTrue(0 < all.p50() && all.p50() <= all.p99() && all.p99() <= all.p999() && all.p999() <= all.max(),
                    all::toString);
            assertEquals(all, Latency.merged(List.of(latency)), "what is merged is what was counted");
        }
        assertEquals(result.free().percentiles().samples(),
                result.intervals().stream().mapToLong(it -> it.free().samples()).sum());
    }

    @Test
    void timeEndsARunWithoutABoundOnOperations() throws InterruptedException {
        WorkloadResult result = Runs.launcher().run(new Assignment(Workloads.SH8BENCH.label(), 1, THREADS, 1, 0,
                HeapKind.ORDERED, Canary.NONE), progress -> { });
        assertTrue(result.seconds() >= 1, () -> result.seconds() + " s");
        assertTrue(result.operations() > 0);
        assertEquals(result.operations(), result.intervals().stream().mapToLong(Interval::operations).sum());
    }
}
