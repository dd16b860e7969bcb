package org.pinfold.tools.stress.canary;

import org.pinfold.tools.oracle.Target;

/** See {@link Canary#TWO_OWNERS}. */
final class TwoOwners extends TakenBlock {
    TwoOwners(Target inner, long seed) {
        super(inner, seed);
    }

    @Override
    public long malloc(long size) {
        long taken = isDue() ? last() : 0;
        return taken != 0 && usableSize(taken) >= size ? taken : super.malloc(size);
    }
}
