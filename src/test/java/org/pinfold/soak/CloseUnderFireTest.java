package org.pinfold.soak;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinfold.tools.oracle.HeapsUnderFire;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A heap may be closed while others use it: {@link CloseUnderFire}.
 *
 * <p>Small by default. In full: {@code mvn test -Dtest=CloseUnderFireTest -Dsoak.heaps=10000};
 * {@code -Dsoak.seed=N} repeats a run.
 *
 * <p>What the oracle cannot see: whether an operation that was refused during the close had an effect before; a page
 * that was resident after the close and went away before all threads had left; pages of superslabs from which no
 * address was handed out. Raw writes are made only while the close has not begun, as the documentation demands. A seed
 * repeats each thread's operations, not the interleaving.
 */
class CloseUnderFireTest {
    private static final int HEAPS = Integer.getInteger("soak.heaps", 20);
    private static final long SEED = Long.getLong("soak.seed", 1);
    private static final int CANARY_HEAPS = 50;

    @Test
    void operationsCompleteOrAreRefusedAndNothingStaysResident() {
        SoakVm.expectNoViolation(CloseUnderFire.class, HEAPS / 10, HEAPS, SEED);
    }

    @ParameterizedTest
    @CsvSource({
        "WRITES_AFTER_CLOSE, resident bytes of heap",
        "HAS_NO_MEMORY, OutOfMemoryError",
        "CLOSES_UNSEEN, refused by an open heap",
        "CLOSES_ANOTHER_HEAP, begun after close had returned"
    })
    @Tag("canary")
    void canaryAFaultIsNoticed(HeapsUnderFire.Fault fault, String told) throws InterruptedException {
        Violations violations = new Violations();
        CloseUnderFire.run(1, SEED, fault, violations);
        // A heap may be closed before it meets the fault.
        for (int heap = 1; heap < CANARY_HEAPS && !tells(violations, told); heap++) {
            violations = new Violations();
            CloseUnderFire.run(1, SEED + heap, fault, violations);
        }
        assertTrue(tells(violations, told), fault + " was not noticed: " + violations.list());
    }

    private static boolean tells(Violations violations, String what) {
        return violations.list().stream().anyMatch(violation -> violation.contains(what));
    }
}
