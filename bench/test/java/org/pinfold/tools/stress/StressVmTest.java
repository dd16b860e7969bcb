package org.pinfold.tools.stress;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.stress.canary.Canary;
import org.pinfold.tools.stress.workload.HeapKind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A workload in a virtual machine of its own. */
class StressVmTest {
    /** Until some looks were taken. */
    private static final int FEW_SECONDS = 4;
    private static final int MANY_SECONDS = 120;

    @Test
    void itsResultComesBack() throws InterruptedException {
        WorkloadResult result = run(Canary.NONE, 50_000);
        assertEquals(List.of(), result.told());
        assertTrue(result.operations() >= 50_000, () -> result.operations() + " operations");
        assertFalse(result.intervals().isEmpty());
        assertTrue(Latency.merged(List.of(result.free())).samples() > 0);
    }

    @Test
    @Tag("canary")
    void aCrashIsAViolationAndToldWithItsLastWords() throws InterruptedException {
        WorkloadResult result = run(Canary.CRASHES, 50_000);
        assertEquals(1, result.violations());
        assertTrue(result.told().getFirst().contains("its virtual machine ended with status"),
                result.told()::toString);
        assertTrue(result.told().getFirst().contains("SIGSEGV"), result.told()::toString);
    }

    /** Only there nothing else grows. */
    @Test
    @Tag("canary")
    void memoryThatGoesOnGrowingIsAViolation() throws InterruptedException {
        WorkloadResult result = run(Canary.HOARDS, 0);
        assertTrue(result.told().stream().anyMatch(violation ->
                violation.contains("bytes resident of the process, in the mean")), result.told()::toString);
    }

    private static WorkloadResult run(Canary canary, long operations) throws InterruptedException {
        int seconds = operations == 0 ? FEW_SECONDS : MANY_SECONDS;
        return new StressVm().run(new Assignment("larson", 1, 3, seconds, operations, HeapKind.ORDERED, canary),
                progress -> { });
    }
}
