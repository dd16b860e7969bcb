package org.pinfold.check;

import org.junit.jupiter.api.extension.ExtendWith;
import org.pinfold.Frees;

/** Pinfold as it is by default: second frees that race with the first may pass, so only ordered ones are tried. */
@ExtendWith(TierBounds.class)
class PinfoldOrderedTest implements SoakTests<Long>, MisuseTests<Long> {
    /** Far more than is held: of each size, each thread keeps free blocks. */
    private static final long LIMIT = 256 << 20;
    private static final long COMMITTED = 192 << 20;

    @Override
    public Subject<Long> newSubject(int capacity) {
        return new PinfoldSubject(LIMIT, Frees.ORDERED);
    }

    @Override
    public Promises promises() {
        return Promises.FEWEST.with(SecondFree.ORDERED).withClose().withSizes(16, 100_000).withMemoryBound(COMMITTED);
    }
}
