package org.pinfold.check;

import org.junit.jupiter.api.extension.ExtendWith;

/** The C library's allocator. To Lincheck a native call is one step, so there is nothing for it to interleave here. */
@ExtendWith(TierBounds.class)
class GlibcTest implements SoakTests<Long>, MisuseTests<Long> {
    /** The VM allocates from the same heap meanwhile: this much is room for it. */
    private static final long BOUND = 256 << 20;

    @Override
    public Subject<Long> newSubject(int capacity) {
        return new GlibcSubject();
    }

    @Override
    public Promises promises() {
        return Promises.FEWEST.with(SecondFree.FATAL).withSizes(16, 4096).withMemoryBound(BOUND);
    }
}
