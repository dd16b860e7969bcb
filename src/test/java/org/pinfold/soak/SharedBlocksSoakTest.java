package org.pinfold.soak;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinfold.tools.oracle.SharedTable;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Nobody's content changes while he has it pinned, and every block goes back once: {@link SharedBlocks}.
 *
 * <p>Small by default. In full: {@code mvn test -Dtest=SharedBlocksSoakTest -Dsoak.operations=100000000};
 * {@code -Dsoak.seed=N} repeats a run.
 *
 * <p>What the oracle cannot see: memory that goes back under a reader and is nobody's until he has left; in blocks
 * above a page, bytes between those that are written. A seed repeats each thread's choices, not the interleaving.
 */
class SharedBlocksSoakTest {
    private static final int OPERATIONS = Integer.getInteger("soak.operations", 400_000);
    private static final int OPERATIONS_A_SECOND = 100_000;
    private static final long SEED = Long.getLong("soak.seed", 1);

    @Test
    void readersKeepWhatTheyReadAndEachBlockGoesBackOnce() {
        SoakVm.expectNoViolation(SharedBlocks.class, OPERATIONS / OPERATIONS_A_SECOND, OPERATIONS, SEED);
    }

    @ParameterizedTest
    @CsvSource({
        "KEEPS_A_PIN, live blocks",
        "FREES_BY_ADDRESS, changed under a pin",
        "WRITES_AFTER_THE_PIN, changed under a pin",
        "FREES_TWICE, DOUBLE_FREE"
    })
    @Tag("canary")
    void canaryAFaultIsNoticed(SharedTable.Fault fault, String told) throws InterruptedException {
        Violations violations = new SharedBlocks(1_000, SEED, fault).run();
        assertTrue(violations.list().stream().anyMatch(violation -> violation.contains(told)),
                () -> fault + " was not noticed: " + violations.list());
    }
}
