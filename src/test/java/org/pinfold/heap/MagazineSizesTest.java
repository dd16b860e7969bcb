package org.pinfold.heap;

import org.junit.jupiter.api.Test;
import org.pinfold.protocol.MemoryBudget;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When a full magazine goes home rather than being kept. */
class MagazineSizesTest {
    private static final int SIZE_CLASS = SizeClasses.of(64);
    private static final int LENGTH = 1024;

    private final MagazineSizes sizes = new MagazineSizes(new CacheShare(new MemoryBudget(1 << 30)));

    @Test
    void aThreadThatOnlyFreesKeepsLessHoweverLongItDoes() {
        sizes.flushed(SIZE_CLASS);
        assertFalse(sizes.isTooLarge(SIZE_CLASS, LENGTH), "one flush may be a swing");
        // More than a byte counts.
        for (int flush = 0; flush < 1_000; flush++) {
            sizes.flushed(SIZE_CLASS);
            assertTrue(sizes.isTooLarge(SIZE_CLASS, LENGTH));
        }
        sizes.wanted(SIZE_CLASS);
        assertFalse(sizes.isTooLarge(SIZE_CLASS, LENGTH), "somebody wants blocks again");
    }
}
