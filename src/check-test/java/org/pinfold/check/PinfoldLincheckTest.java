package org.pinfold.check;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pinfold.Frees;
import org.pinfold.evidence.Tier;

/**
 * Pinfold under Lincheck, from outside: each execution makes a heap, whose first steps are long. So these are few, and
 * none in the smallest tier; the protocols in it have checks of their own.
 */
@ExtendWith(TierBounds.class)
@EnabledIfSystemProperty(named = "pinfold.tier", matches = "(?i)evidence|night", disabledReason = "the tier is smaller")
class PinfoldLincheckTest implements LincheckTests<Long> {
    /** The least there is. */
    private static final long LIMIT = 4 << 20;

    @Override
    public Subject<Long> newSubject(int capacity) {
        return new PinfoldSubject(LIMIT, Frees.EXACT);
    }

    @Override
    public Promises promises() {
        return Promises.FEWEST.with(SecondFree.EXACT);
    }

    @Override
    public Bounds bounds() {
        return Bounds.current().withLincheck(Tier.bound("check.heap.scenarios", 3, 10, 100),
                Tier.bound("check.heap.interleavings", 10, 50, 1_000));
    }
}
