package org.pinfold.tools.bench.workload;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The known values are what the loops in C draw, too. */
class DrawsTest {
    @Test
    void splitmixHasItsKnownValues() {
        Splitmix random = new Splitmix(1);
        assertEquals(0x910a2dec89025cc1L, random.next());
        assertEquals(0xbeeb8da1658eec67L, random.next());
        assertEquals(0xf893a2eefb32555eL, random.next());
    }

    @Test
    void slotsAndSizesAreDrawnInTurn() {
        Draws mixed = new Draws(1, new Shape(4096, 16, 1024));
        int[] slots = {3265, 1374, 1465, 3237, 3496};
        int[] sizes = {403, 829, 735, 525, 956};
        for (int i = 0; i < slots.length; i++) {
            assertEquals(slots[i], mixed.slot(i));
            assertEquals(sizes[i], mixed.size(i));
            assertEquals(sizes[i], mixed.size(i + Draws.COUNT), "they come again");
        }
    }

    @Test
    void allOfThemAddUp() {
        Draws mid = new Draws(1, new Shape(256, 8192, 32768));
        long slots = 0;
        long sizes = 0;
        for (int i = 0; i < Draws.COUNT; i++) {
            slots += mid.slot(i);
            sizes += mid.size(i);
        }
        assertEquals(8_354_630, slots);
        assertEquals(1_340_971_360, sizes);
    }
}
