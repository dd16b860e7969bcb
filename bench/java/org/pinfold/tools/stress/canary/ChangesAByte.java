package org.pinfold.tools.stress.canary;

import org.pinfold.tools.oracle.Raw;
import org.pinfold.tools.oracle.Target;

/** See {@link Canary#CHANGES_A_BYTE}. */
final class ChangesAByte extends TakenBlock {
    ChangesAByte(Target inner, long seed) {
        super(inner, seed);
    }

    @Override
    public long malloc(long size) {
        long taken = isDue() ? last() : 0;
        if (taken != 0) {
            Raw.putByte(taken, (byte) ~Raw.getByte(taken));
        }
        return super.malloc(size);
    }
}
