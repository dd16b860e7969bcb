package org.pinfold.tools.stress.canary;

import org.pinfold.HeapMisuseException;
import org.pinfold.tools.oracle.Raw;
import org.pinfold.tools.oracle.Target;

/** What one call does wrong with a block. */
final class BlockFaults {
    private static final int LITTLE = 16;

    private BlockFaults() {
    }

    /** See {@link Canary#LOSES_A_BYTE}. */
    static final class LosesAByte extends Fault {
        LosesAByte(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public long realloc(long address, long size) {
            long moved = super.realloc(address, size);
            if (isDue()) {
                Raw.putByte(moved, (byte) ~Raw.getByte(moved));
            }
            return moved;
        }
    }

    /** See {@link Canary#TOO_SMALL}. */
    static final class TooSmall extends Fault {
        TooSmall(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public long usableSize(long address) {
            return super.usableSize(address) - LITTLE;
        }
    }

    /** See {@link Canary#MISALIGNED}. */
    static final class Misaligned extends Fault {
        Misaligned(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public long alignedAlloc(long alignment, long size) {
            return super.alignedAlloc(alignment, size) + alignment / 2;
        }
    }

    /** See {@link Canary#NOT_ZERO}. */
    static final class NotZero extends Fault {
        NotZero(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public long calloc(long size) {
            long address = super.calloc(size);
            Raw.putByte(address + size - 1, (byte) 1);
            return address;
        }
    }

    /** See {@link Canary#REFUSES}. */
    static final class Refuses extends Fault {
        Refuses(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public long malloc(long size) {
            if (isDue()) {
                throw new OutOfMemoryError("no memory for " + size + " bytes, by a canary");
            }
            return super.malloc(size);
        }

        @Override
        public long tryMalloc(long size) {
            return isDue() ? 0 : super.tryMalloc(size);
        }
    }

    /** See {@link Canary#MISSES_MISUSE}. */
    static final class MissesMisuse extends Fault {
        MissesMisuse(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public void free(long address) {
            try {
                super.free(address);
            } catch (HeapMisuseException missed) {
                // As a heap would that does not check.
            }
        }

        @Override
        public void free(long address, long size) {
            free(address);
        }
    }
}
