package org.pinfold.check;

import org.junit.jupiter.api.extension.ExtendWith;
import org.pinfold.Frees;

/** Pinfold where every second free is caught, held to all that it promises. */
@ExtendWith(TierBounds.class)
class PinfoldTest implements RaceTests<Long>, SoakTests<Long>, MisuseTests<Long> {
    /** Far more than the checks need, for the heap has a limit in bytes and keeps caches. */
    private static final long LIMIT = 64 << 20;
    private static final long COMMITTED = 32 << 20;

    @Override
    public Subject<Long> newSubject(int capacity) {
        return new PinfoldSubject(LIMIT, Frees.EXACT);
    }

    @Override
    public Promises promises() {
        return Promises.FEWEST.with(SecondFree.EXACT).withClose().withSizes(16, 4096).withMemoryBound(COMMITTED);
    }
}
