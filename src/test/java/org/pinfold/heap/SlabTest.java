package org.pinfold.heap;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SlabTest {
    @Test
    void everyOffsetOfEveryClassIsDividedExactly() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int units = SizeClasses.units(sizeClass, Superslab.UNITS);
            Slab slab = placed(new Slab(sizeClass, SizeClasses.capacity(sizeClass, units)), units);
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
    void aLargeBlockAnswersToNoAddressOnTheHotPath() {
        Slab slab = placed(new Slab(), 5);
        assertTrue(slab.blockAt(slab.start()) < 0);
        assertTrue(slab.isLarge());
    }

    private static Slab placed(Slab slab, int units) {
        Superslab superslab = new Superslab(3, 5 * Superslab.BYTES, new Slab[Superslab.UNITS]);
        slab.place(superslab, 2, units, true);
        assertEquals(5 * Superslab.BYTES + 2L * SizeClasses.UNIT_BYTES, slab.start());
        assertEquals(3 * Superslab.UNITS + 2, slab.identity());
        return slab;
    }
}
