package org.pinfold.heap;

import java.util.function.LongPredicate;

/** Has the heap's user make room; but what that asks of a heap that has nothing does not ask it again. */
final class Eviction {
    private static final ScopedValue<Eviction> UNDER_WAY = ScopedValue.newInstance();

    private final LongPredicate action;

    Eviction(LongPredicate action) {
        this.action = action;
    }

    /** Whether so many bytes are worth another try. */
    boolean makesRoom(long bytes) {
        if (UNDER_WAY.isBound() && UNDER_WAY.get() == this) {
            return false;
        }
        return ScopedValue.where(UNDER_WAY, this).call(() -> action.test(bytes));
    }
}
