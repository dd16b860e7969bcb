package org.pinfold.heap;

import org.pinfold.protocol.BatchRefill;

/**
 * A request for a block in whole units, which will be a slab of one block.
 *
 * @param byteSize how many bytes; a negative number counts as too many
 * @param byteAlignment of the first byte, a power of two
 * @param grown whether it has grown to this size, and so is likely to grow on
 */
record LargeBlock(long byteSize, long byteAlignment, boolean grown) {
    LargeBlock(long byteSize, long byteAlignment) {
        this(byteSize, byteAlignment, false);
    }

    static LargeBlock grown(long byteSize) {
        return new LargeBlock(byteSize, 1, true);
    }

    /** Whether the limit would ever allow it. Unsigned: a negative size is too large as well. */
    boolean mayFit(Superslabs superslabs) {
        return mayFit(superslabs.budget().limit());
    }

    boolean mayFit(long limit) {
        return Long.compareUnsigned(byteSize, limit) <= 0 && byteAlignment <= limit;
    }

    /** The block in a place of its own, with a user; null if there is none. */
    Slab place(Superslabs superslabs) {
        if (!mayFit(superslabs)) {
            return null;
        }
        Slab slab = handedOut(new Slab());
        return superslabs.place(slab, units(), byteAlignment, grown ? Superslab.UNITS : units()) ? slab : null;
    }

    /** How many units it takes; for a negative size, more than there are. */
    long units() {
        return byteSize < 0 ? Long.MAX_VALUE : units(Math.max(byteSize, 1));
    }

    private static long units(long bytes) {
        return Math.ceilDiv(bytes, SizeClasses.UNIT_BYTES);
    }

    /** Before it has a place and others can see it: its block carved and the user's, the slab held by nobody. */
    private static Slab handedOut(Slab slab) {
        slab.carve(0);
        slab.allocate(0);
        BatchRefill.refill(slab, 1);
        BatchRefill.unhold(slab);
        return slab;
    }

    /** Changes a live block's size where it stands; false if something stands behind it, and it has to move. */
    static boolean resize(Slab slab, long bytes, Superslabs superslabs) {
        // Out of the user's hands meanwhile, so that a free which races with this call is caught and not carried out.
        if (Long.compareUnsigned(bytes, superslabs.budget().limit()) > 0 || !slab.freeExactly(0)) {
            return false;
        }
        try {
            return superslabs.resize(slab, units(bytes));
        } finally {
            slab.allocate(0);
        }
    }
}
