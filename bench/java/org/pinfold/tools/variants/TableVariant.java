package org.pinfold.tools.variants;

/** Pinfold's lookup, by its table on the Java heap; it also tells whether a live block begins at the address. */
final class TableVariant extends StackVariant {
    TableVariant() {
        super("table", 0);
    }

    @Override
    protected long handOut(long block, int bytes) {
        return block;
    }

    @Override
    protected int blockBytes(long address) {
        return (int) heap().usableSize(address);
    }
}
