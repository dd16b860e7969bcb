package org.pinfold.tools.stress.canary;

import org.pinfold.SharedBlock;
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
            change(taken);
        }
        return super.malloc(size);
    }

    @Override
    public SharedBlock allocateShared(long size, long alignment) {
        if (isDue()) {
            visitShared(ChangesAByte::change);
        }
        return super.allocateShared(size, alignment);
    }

    private static void change(long address) {
        Raw.putByte(address, (byte) ~Raw.getByte(address));
    }
}
