package org.pinfold.tools.stress.canary;

import org.pinfold.SharedBlock;
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

    /** One that a reader may have is given back. */
    @Override
    public SharedBlock allocateShared(long size, long alignment) {
        if (isDue()) {
            visitShared(this::free);
        }
        return super.allocateShared(size, alignment);
    }
}
