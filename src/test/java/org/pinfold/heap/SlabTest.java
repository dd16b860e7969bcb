package org.pinfold.heap;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SlabTest {
    @Test
    void everyOffsetOfEveryClassIsDividedExactly() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int units = SizeClasses.units(sizeClass, Superslab.UNITS);
            Slab slab = placed(new Slab(sizeClass, units), units);
            int bytes = SizeClasses.bytes(sizeClass);
            for (int offset = 0; offset < units * SizeClasses.UNIT_BYTES; offset++) {
                int expected = offset % bytes == 0 ? offset / bytes : -1;
                if (slab.blockAt(slab.start() + offset) != expected) {
                    assertEquals(expected, slab.blockAt(slab.start() + offset), bytes + "-byte blocks at " + offset);
                }
            }
        }
    }

    @Test
    void theUnitTableKnowsWhereBlocksBeginAndNoOtherPlace() {
        UnitTable table = new UnitTable(Superslab.UNITS);
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int units = SizeClasses.units(sizeClass, Superslab.UNITS);
            Slab slab = placed(new Slab(sizeClass, units), units);
            for (int block = 0; block < slab.capacity(); block++) {
                slab.carve(block);
            }
            for (int unit = 0; unit < units; unit++) {
                table.states[unit] = slab.states(unit);
                table.shifts[unit] = (byte) slab.granuleShift();
            }
            int wrong = 0;
            for (int offset = 0; offset < units * SizeClasses.UNIT_BYTES; offset++) {
                boolean begins = slab.blockAt(slab.start() + offset) >= 0
                        && slab.blockAt(slab.start() + offset) < slab.capacity();
                wrong += stateAt(table, offset, slab.start() + offset) == (begins ? -sizeClass : 0) ? 0 : 1;
            }
            assertEquals(0, wrong, SizeClasses.bytes(sizeClass) + "-byte blocks");
        }
    }

    /** What the hot path reads for an address, 0 where it finds no state. */
    private static int stateAt(UnitTable table, int offset, long address) {
        int unit = (int) UnitTable.unit(offset);
        int block = UnitTable.block(table.states[unit], table.shifts[unit], address);
        return block < 0 ? 0 : table.states[unit][block];
    }

    @Test
    void aUnitThatIsNotEnteredWholeAnswersNothing() {
        assertEquals(-1, UnitTable.block(null, 4, 0));
        assertEquals(-1, UnitTable.block(new byte[16], 0, 0));
        assertEquals(-1, UnitTable.block(new byte[16], 13, 0));
        assertEquals(0, UnitTable.block(new byte[16], 12, 0));
    }

    @Test
    void aLargeBlockBeginsAtItsFirstByte() {
        Slab slab = placed(new Slab(), 5);
        assertEquals(0, slab.blockAt(slab.start()));
        assertTrue(slab.blockAt(slab.start() + SizeClasses.UNIT_BYTES) < 0);
        assertTrue(slab.isLarge());
        assertEquals(0, slab.unitsForHotPaths());
    }

    private static Slab placed(Slab slab, int units) {
        Superslab superslab = new Superslab(3, new Slab[Superslab.UNITS]);
        superslab.place(5 * Superslab.BYTES);
        slab.place(superslab, 2, units, true);
        assertEquals(5 * Superslab.BYTES + 2L * SizeClasses.UNIT_BYTES, slab.start());
        assertEquals(3 * Superslab.UNITS + 2, slab.identity());
        return slab;
    }
}
