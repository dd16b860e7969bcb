package org.pinfold.tools.variants;

/** The whole heap: magazines, slabs, and a free that checks that the block is live. */
final class PinfoldVariant extends Variant {
    PinfoldVariant() {
        super("pinfold, whole", 0);
    }

    @Override
    protected long allocate(int size) {
        return heap().malloc(size);
    }

    @Override
    protected void free(long address) {
        heap().free(address);
    }

    @Override
    protected int blockBytes(long address) {
        return (int) heap().usableSize(address);
    }
}
