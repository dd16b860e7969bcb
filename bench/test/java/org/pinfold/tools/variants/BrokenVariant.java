package org.pinfold.tools.variants;

import java.util.function.LongUnaryOperator;

/** A variant that does wrong things: canary for the checks. */
public final class BrokenVariant extends HeaderVariant {
    private final LongUnaryOperator error;
    private long lookups;

    /** One whose answers are wrong by {@code error}, in bytes, given how many lookups there were before. */
    public BrokenVariant(LongUnaryOperator error) {
        super("broken");
        this.error = error;
    }

    @Override
    protected int blockBytes(long address) {
        return super.blockBytes(address) + (int) error.applyAsLong(lookups++);
    }
}
