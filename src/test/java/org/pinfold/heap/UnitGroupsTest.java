package org.pinfold.heap;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class UnitGroupsTest {
    private static final long HUGE = 2 << 20;
    private static final long LOWER = 0xFFFF_FFFFL;
    private static final long UPPER = ~LOWER;

    @Test
    void aHugePageGoesWhenAllOfItIsFreeAndSomeOfItWasUsed() {
        assertEquals(LOWER, UnitGroups.worthPurging(LOWER, 1, HUGE));
        assertEquals(UPPER, UnitGroups.worthPurging(-1, 1L << 63, HUGE));
        assertEquals(-1, UnitGroups.worthPurging(-1, -1, HUGE));
        assertEquals(0, UnitGroups.worthPurging(-1, 0, HUGE), "nothing was used");
        assertEquals(0, UnitGroups.worthPurging(LOWER - 1, -1, HUGE), "a unit is in use");
        assertEquals(0, UnitGroups.worthPurging(LOWER << 16, -1, HUGE), "halves of two");
    }

    @Test
    void aSuperslabMayBeOnePiece() {
        assertEquals(-1, UnitGroups.worthPurging(-1, 4, Superslab.BYTES));
        assertEquals(0, UnitGroups.worthPurging(-2, 4, Superslab.BYTES));
    }

    @Test
    void whereNothingIsPurgedNothingIs() {
        assertEquals(0, UnitGroups.worthPurging(-1, -1, Range.NOTHING_PURGED));
    }

    @ParameterizedTest
    @ValueSource(longs = {4096, 65_536})
    void smallPagesGoByTheUnit(long granule) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            long free = random.nextLong();
            long soiled = random.nextLong();
            assertEquals(free & soiled, UnitGroups.worthPurging(free, soiled, granule));
        }
    }
}
