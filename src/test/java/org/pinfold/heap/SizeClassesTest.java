package org.pinfold.heap;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinfold.protocol.BlockState;

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

    @ParameterizedTest
    @CsvSource({"128, 256, 8", "512, 1024, 8", "1024, 2048, 16", "2048, 4096, 8", "4096, 8192, 8", "8192, 16384, 16",
        "32768, 65536, 16"})
    void aDoublingHasEightStepsOrSixteen(int from, int to, int steps) {
        assertEquals(steps, SizeClasses.of(to) - SizeClasses.of(from));
    }

    @Test
    void everyClassIsAKindOfBlockState() {
        assertTrue(SizeClasses.LARGE <= BlockState.MAX_KIND);
    }

    @Test
    void aHoleIsFilledThatBlocksLeaveAQuarterOfAtMost() {
        assertTrue(SizeClasses.fill(SizeClasses.of(1024), 1));
        assertTrue(SizeClasses.fill(SizeClasses.of(48 << 10), 1));
        assertFalse(SizeClasses.fill(SizeClasses.of(46 << 10), 1));
        assertTrue(SizeClasses.fill(SizeClasses.of(46 << 10), 3));
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
        assertEquals(SizeClasses.COUNT - 1, SizeClasses.of(SizeClasses.MAX_BLOCK, 1));
        assertEquals(SizeClasses.LARGE, SizeClasses.of(SizeClasses.MAX_BLOCK + 1L, 1));
    }

    @Test
    void aSizeOfAnotherClassDoesNotGiveTheBlock() {
        assertTrue(SizeClasses.gives(100, 112));
        assertTrue(SizeClasses.gives(100, 128), "aligned to 32, 64 or 128 bytes, it does");
        assertTrue(SizeClasses.gives(0, 16));
        assertTrue(SizeClasses.gives(128, 128));
        assertFalse(SizeClasses.gives(100, 144));
        assertFalse(SizeClasses.gives(129, 128));
        assertFalse(SizeClasses.gives(-1, 128));
        assertTrue(SizeClasses.gives(300_000, 5 * SizeClasses.UNIT_BYTES));
        assertFalse(SizeClasses.gives(400_000, 5 * SizeClasses.UNIT_BYTES));
        assertFalse(SizeClasses.gives(300_000, 6 * SizeClasses.UNIT_BYTES));
        assertFalse(SizeClasses.gives(SizeClasses.MAX_BLOCK + 1L, 128));
    }

    @Test
    void aMidBlockMayStandForASmallerOne() {
        int wanted = SizeClasses.of(12 << 10);
        assertFalse(SizeClasses.mayStandFor(wanted, wanted));
        assertTrue(SizeClasses.mayStandFor(SizeClasses.of(16 << 10), wanted));
        assertFalse(SizeClasses.mayStandFor(SizeClasses.of(17 << 10), wanted));
        assertFalse(SizeClasses.mayStandFor(SizeClasses.of(11 << 10), wanted));
        assertFalse(SizeClasses.mayStandFor(SizeClasses.of(144), SizeClasses.of(128)), "small ones never");
        assertTrue(SizeClasses.mayStandFor(SizeClasses.of(8_704), SizeClasses.of(8_192)));
        assertFalse(SizeClasses.mayStandFor(SizeClasses.LARGE, SizeClasses.COUNT - 1));
        assertTrue(SizeClasses.gives(16 << 10, 18 << 10), "which no alignment gives");
        assertTrue(SizeClasses.gives(12 << 10, 16 << 10));
        assertFalse(SizeClasses.gives(12 << 10, 17 << 10));
    }

    @Test
    void firstMagazinesAreSmall() {
        assertEquals(16, SizeClasses.fewestInMagazine(SizeClasses.of(16)));
        assertEquals(8, SizeClasses.fewestInMagazine(SizeClasses.of(1024)));
        assertEquals(1, SizeClasses.fewestInMagazine(SizeClasses.of(8192)));
        assertEquals(1, SizeClasses.fewestInMagazine(SizeClasses.of(65_536)));
    }

    /** The tables as functions, so that a change of one is seen whenever the class was initialized. */
    @Test
    void theTablesAreThoseInUse() {
        int[] ladder = SizeClasses.ladder();
        byte[] table = SizeClasses.table(ladder);
        byte[] shifts = SizeClasses.granuleShifts(ladder);
        assertEquals(SizeClasses.COUNT, ladder.length);
        assertEquals(8192 / 16 + 1, table.length);
        assertEquals(SizeClasses.LARGE + 1, shifts.length);
        int doubled = 0;
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int bytes = ladder[sizeClass];
            assertEquals(SizeClasses.bytes(sizeClass), bytes);
            assertEquals(SizeClasses.granuleShift(sizeClass), shifts[sizeClass]);
            doubled += Integer.bitCount(bytes) == 1 ? 1 : 0;
        }
        assertEquals(1 + 16 - 4, doubled, "powers of two from 16 bytes to 64 KiB");
        for (int slot = 0; slot < table.length; slot++) {
            assertEquals(SizeClasses.of(16 * slot), table[slot], "slot " + slot);
        }
    }

    @Test
    void aGranuleDividesTheBlockAndIsAUnitAtMost() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int granule = 1 << SizeClasses.granuleShift(sizeClass);
            int blocks = SizeClasses.bytes(sizeClass) / granule;
            assertEquals(SizeClasses.bytes(sizeClass), blocks * granule);
            assertTrue(blocks % 2 == 1 || granule == SizeClasses.UNIT_BYTES, "a larger granule would do");
        }
        assertEquals(SizeClasses.UNIT_SHIFT, SizeClasses.granuleShift(SizeClasses.LARGE));
    }

    @ParameterizedTest
    @CsvSource({"16, 4096", "32, 4096", "48, 2730", "8192, 16", "9216, 32", "32768, 16", "40960, 12", "57344, 9",
        "65536, 8"})
    void aMagazineHoldsFewBlocksWhenTheyAreLarge(int bytes, int blocks) {
        assertEquals(blocks, SizeClasses.magazineBlocks(SizeClasses.of(bytes)));
    }

    @ParameterizedTest
    @CsvSource({"16, 0, 1", "16, 1, 2", "16, 2, 2", "32, 4, 4", "64, 2, 4", "64, 8, 8", "4096, 8, 8", "4608, 8, 5",
        "8192, 8, 2", "12288, 8, 3", "20480, 2, 4", "61440, 8, 15", "63488, 0, 8",
        "65536, 0, 8", "65536, 8, 8"})
    void aSlabHasNoMoreUnitsThanItsBlocksNeed(int bytes, int predecessor, int units) {
        assertEquals(units, SizeClasses.units(SizeClasses.of(bytes), predecessor));
    }

    @Test
    void aFullSlabWastesLeastOfThePermittedOnes() {
        byte[] units = SizeClasses.fullUnits(SizeClasses.ladder());
        assertEquals(SizeClasses.COUNT, units.length);
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            assertEquals(fullUnits(SizeClasses.bytes(sizeClass)), units[sizeClass], "class " + sizeClass);
        }
    }

    /** From sixteen blocks or five units, to five units or those of sixteen blocks, whatever is more. */
    private static int fullUnits(int bytes) {
        if (bytes <= 4096) {
            return Math.min(8, bytes / 8);
        }
        int eight = Math.ceilDiv(8 * bytes, SizeClasses.UNIT_BYTES);
        int sixteen = Math.ceilDiv(16 * bytes, SizeClasses.UNIT_BYTES);
        return IntStream.rangeClosed(Math.max(eight, Math.min(5, sixteen)), Math.max(5, 2 * eight)).boxed()
                .min(Comparator.comparingDouble(units -> waste(bytes, units))).orElseThrow();
    }

    private static double waste(int bytes, int units) {
        int slab = units * SizeClasses.UNIT_BYTES;
        return (double) (slab % bytes) / slab;
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
            assertTrue((bytes - blocks) * 24 <= bytes, bytes - blocks + " of " + bytes + " bytes");
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
        assertEquals(1088, SizeClasses.good(1025));
        assertEquals(SizeClasses.MAX_BLOCK, SizeClasses.good(SizeClasses.MAX_BLOCK));
        assertEquals(2L * SizeClasses.UNIT_BYTES, SizeClasses.good(SizeClasses.MAX_BLOCK + 1L));
        long last = Long.MAX_VALUE - SizeClasses.UNIT_BYTES;
        assertEquals(last + 1, SizeClasses.good(last));
        assertEquals(Long.MAX_VALUE, SizeClasses.good(last + 1));
        assertEquals(Long.MAX_VALUE, SizeClasses.good(Long.MAX_VALUE));
    }
}
