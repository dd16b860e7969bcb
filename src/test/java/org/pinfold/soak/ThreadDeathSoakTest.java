package org.pinfold.soak;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What dead threads leave behind, in their caches and to their heirs: {@link ThreadDeath}.
 *
 * <p>Small by default. In full: {@code mvn test -Dtest=ThreadDeathSoakTest -Dsoak.threads=10000 -Dsoak.blocks=1000};
 * {@code -Dsoak.seed=N} repeats a run.
 *
 * <p>What the oracle cannot see: a block in a wrong cache at other times than the looks; a byte beyond a block's
 * requested size; the order in which blocks come home. Which threads overlap is up to the system, so a seed repeats
 * sizes and contents, not the interleaving.
 */
class ThreadDeathSoakTest {
    private static final int THREADS = Integer.getInteger("soak.threads", 300);
    private static final int BLOCKS = Integer.getInteger("soak.blocks", 50);
    private static final long SEED = Long.getLong("soak.seed", 1);

    @ParameterizedTest
    @EnumSource
    void nothingOfTheDeadIsLostOrKept(ThreadDeath.Heirs heirs) {
        SoakVm.expectNoViolation(ThreadDeath.class, THREADS / 10, heirs, THREADS, BLOCKS, SEED);
    }

    @ParameterizedTest
    @CsvSource({
        "FORGETS_A_BLOCK, live blocks by the audit",
        "OVERWRITES_A_BYTE, was overwritten",
        "STAYS_ALIVE, bytes in caches of dead threads"
    })
    @Tag("canary")
    void canaryAFaultIsNoticed(ThreadDeath.Fault fault, String told) throws InterruptedException {
        Violations violations = new ThreadDeath(ThreadDeath.Heirs.LATER_THREADS, 40, 20, SEED, fault).run();
        assertTrue(violations.list().stream().anyMatch(violation -> violation.contains(told)),
                () -> fault + " was not noticed: " + violations.list());
    }

    @Test
    @Tag("canary")
    void canaryWithoutAFaultThereIsNothingToNotice() throws InterruptedException {
        Violations violations =
                new ThreadDeath(ThreadDeath.Heirs.LATER_THREADS, 40, 20, SEED, ThreadDeath.Fault.NONE).run();
        assertEquals(List.of(), violations.list());
    }
}
