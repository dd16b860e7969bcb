package org.pinfold.soak;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Very many virtual threads share a heap: {@link VirtualThreads}.
 *
 * <p>Small by default. In full: {@code mvn test -Dtest=VirtualThreadsSoakTest -Dsoak.threads=1000000};
 * {@code -Dsoak.seed=N} repeats a run.
 *
 * <p>What the oracle cannot see: a byte beyond a block's requested size; which carrier a thread ran on; what lay in
 * caches at other times than when the statistics were taken. The scheduler decides which threads overlap, so a seed
 * repeats sizes and contents, not the interleaving.
 */
class VirtualThreadsSoakTest {
    private static final int THREADS = Integer.getInteger("soak.threads", 20_000);
    private static final long SEED = Long.getLong("soak.seed", 1);

    @Test
    void cachesAndRecordsDoNotGrowWithTheNumberOfThreads() {
        SoakVm.expectNoViolation(VirtualThreads.class, THREADS / 2_000, THREADS, SEED);
    }

    @ParameterizedTest
    @CsvSource({
        "FORGETS_A_BLOCK, live blocks by the audit",
        "OVERWRITES_A_BYTE, was overwritten",
        "KEEPS_A_CACHE, bytes in caches"
    })
    @Tag("canary")
    void canaryAFaultIsNoticed(VirtualThreads.Fault fault, String told) throws InterruptedException {
        Violations violations = new VirtualThreads(200, SEED, 1024, fault).run();
        assertTrue(violations.list().stream().anyMatch(violation -> violation.contains(told)),
                () -> fault + " was not noticed: " + violations.list());
    }

    @Test
    @Tag("canary")
    void canaryWithoutAFaultThereIsNothingToNotice() throws InterruptedException {
        Violations violations =
                new VirtualThreads(200, SEED, VirtualThreads.usualCachedBound(), VirtualThreads.Fault.NONE).run();
        assertEquals(List.of(), violations.list());
    }
}
