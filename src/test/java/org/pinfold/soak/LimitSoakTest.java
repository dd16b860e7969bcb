package org.pinfold.soak;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinfold.tools.oracle.FullHeap;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A heap that is full to the limit, and stays within it: {@link LimitChurn}.
 *
 * <p>Small by default. In full:
 * {@code mvn test -Dtest=LimitSoakTest -Dsoak.limit=1073741824 -Dsoak.seconds=60}; {@code -Dsoak.seed=N} repeats a run.
 *
 * <p>What the oracle cannot see: how much a mix of sizes should fit, since the first thread's own allocations are the
 * measure; the heap beyond the limit for less time than two looks at the page table take; a refusal where a block of
 * another size could have been served; a page that went and came back between two looks counts as if it had stayed. A
 * seed repeats sizes and contents, not the interleaving.
 */
class LimitSoakTest {
    private static final long LIMIT = Long.getLong("soak.limit", 64 << 20);
    private static final long SECONDS = Long.getLong("soak.seconds", 2);
    private static final long SEED = Long.getLong("soak.seed", 1);

    @Test
    void theLimitHoldsAndWhatFittedOnceFitsAgain() {
        SoakVm.expectNoViolation(LimitChurn.class, SECONDS, LIMIT, SECONDS, SEED);
    }

    @ParameterizedTest
    @CsvSource({
        "GIVES_NOTHING_BACK, where there was one before",
        "HAS_A_LOWER_LIMIT, bytes resident",
        "KEEPS_A_BLOCK, no block of half the limit"
    })
    @Tag("canary")
    void canaryAFaultIsNoticed(FullHeap.Fault fault, String told) throws InterruptedException {
        Violations violations = new Violations();
        LimitChurn.run(16 << 20, 0, SEED, fault, violations);
        assertTrue(violations.list().stream().anyMatch(violation -> violation.contains(told)),
                () -> fault + " was not noticed: " + violations.list());
    }
}
