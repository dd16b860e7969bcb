package org.pinfold.tools.stress.canary;

import org.pinfold.SharedBlock;
import org.pinfold.tools.oracle.Target;

/** See {@link Canary#LOSES_A_BLOCK}. */
final class LosesABlock extends Fault {
    LosesABlock(Target inner, long seed) {
        super(inner, seed);
    }

    /** A pin that nobody drops. */
    @Override
    public SharedBlock allocateShared(long size, long alignment) {
        SharedBlock block = super.allocateShared(size, alignment);
        if (isDue()) {
            block.tryPin();
        }
        return block;
    }

    @Override
    public void free(long address) {
        if (!isDue()) {
            super.free(address);
        }
    }

    @Override
    public void free(long address, long size) {
        if (!isDue()) {
            super.free(address, size);
        }
    }
}
