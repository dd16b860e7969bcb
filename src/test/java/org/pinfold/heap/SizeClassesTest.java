package org.pinfold.heap;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SizeClassesTest {
    @Test
    void everySizeGetsTheSmallestClassThatHoldsIt() {
        int sizeClass = 1;
        for (int size = 0; size <= SizeClasses.MAX_BLOCK; size++) {
            while (SizeClasses.bytes(sizeClass) < size) {
                sizeClass++;
            }
            assertEquals(sizeClass, SizeClasses.of(size), "size " + size);
        }
        assertEquals(SizeClasses.COUNT - 1, sizeClass);
    }

    @Test
    void stepsWasteLessThanAnEighthAbove128Bytes() {
        for (int sizeClass = 2; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int bytes = SizeClasses.bytes(sizeClass);
            int step = bytes - SizeClasses.bytes(sizeClass - 1);
            assertEquals(0, bytes % 16);
            assertTrue(step == 16 || step * 8 < bytes, "step to " + bytes + " is " + step);
        }
    }

    @Test
    void alignedClassesAreMultiplesOfTheAlignment() {
        for (long alignment = 1; alignment <= SizeClasses.UNIT_BYTES; alignment *= 2) {
            for (int size = 0; size <= SizeClasses.MAX_BLOCK; size += 61) {
                int sizeClass = SizeClasses.of(size, alignment);
                assertEquals(0, SizeClasses.bytes(sizeClass) % alignment);
                assertTrue(SizeClasses.bytes(sizeClass) >= size);
                assertTrue(SizeClasses.gives(size, SizeClasses.bytes(sizeClass)));
            }
        }
        assertEquals(SizeClasses.LARGE, SizeClasses.of(1, 2L * SizeClasses.UNIT_BYTES));
        assertEquals(SizeClasses.LARGE, SizeClasses.of(SizeClasses.MAX_BLOCK + 1L, 1));
    }

    @Test
    void aSizeOfAnotherClassDoesNotGiveTheBlock() {
        assertTrue(SizeClasses.gives(100, 112));
        assertTrue(SizeClasses.gives(100, 128), "aligned to 32, 64 or 128 bytes, it does");
        assertFalse(SizeClasses.gives(100, 144));
        assertFalse(SizeClasses.gives(129, 128));
        assertFalse(SizeClasses.gives(-1, 128));
        assertTrue(SizeClasses.gives(300_000, 5 * SizeClasses.UNIT_BYTES));
        assertFalse(SizeClasses.gives(400_000, 5 * SizeClasses.UNIT_BYTES));
    }

    @Test
    void slabsHaveEightBlocksAndGrowByDoubling() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int before = 0;
            for (int slab = 0; slab < 6; slab++) {
                int units = SizeClasses.units(sizeClass, before);
                int capacity = SizeClasses.capacity(sizeClass, units);
                assertTrue(capacity >= 8 && units <= Superslab.UNITS);
                assertTrue((long) capacity * SizeClasses.bytes(sizeClass) <= (long) units * SizeClasses.UNIT_BYTES);
                assertTrue(units == 2 * before || before == 0 || units >= before);
                before = units;
            }
        }
    }

    @Test
    void slabsThatHaveGrownWasteLittleBehindTheirLastBlock() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int units = SizeClasses.units(sizeClass, Superslab.UNITS);
            long bytes = (long) units * SizeClasses.UNIT_BYTES;
            long blocks = (long) SizeClasses.capacity(sizeClass, units) * SizeClasses.bytes(sizeClass);
            assertTrue((bytes - blocks) * 32 < bytes, bytes - blocks + " of " + bytes + " bytes");
        }
    }

    @Test
    void theLeastSlabHasOneBlockButNotAUnitMore() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int units = SizeClasses.leastUnits(sizeClass);
            assertTrue(SizeClasses.capacity(sizeClass, units) >= 1);
            assertEquals(0, SizeClasses.capacity(sizeClass, units - 1));
            assertTrue(units <= SizeClasses.units(sizeClass, 0));
        }
    }

    @Test
    void goodSizeIsWhatABlockHas() {
        assertEquals(16, SizeClasses.good(0));
        assertEquals(1152, SizeClasses.good(1025));
        assertEquals(SizeClasses.MAX_BLOCK, SizeClasses.good(SizeClasses.MAX_BLOCK));
        assertEquals(5L * SizeClasses.UNIT_BYTES, SizeClasses.good(SizeClasses.MAX_BLOCK + 1L));
        assertEquals(Long.MAX_VALUE, SizeClasses.good(Long.MAX_VALUE));
    }
}
