package org.pinfold.heap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** How large slabs may be, by how many were formed. */
class SlabGrowthTest {
    private static final int SIZE_CLASS = SizeClasses.of(64);
    private static final int MOST = SizeClasses.units(SIZE_CLASS, Superslab.UNITS);

    @ParameterizedTest
    @CsvSource({"8, 0, 4", "2, 0, 1", "1, 0, 1", "8, 1, 8", "4, 3, 4", "1, 4, 2", "4, 9, 8", "8, 9, 8"})
    void aClassGetsHalfIfItIsQuietAndTwiceIfItIsBusy(int units, int slabs, int bound) {
        assertEquals(bound, SlabGrowth.nextUnits(units, slabs, 1, 8));
    }

    @Test
    void slabsAreCountedFromLookToLook() {
        SlabGrowth growth = new SlabGrowth();
        assertEquals(MOST, growth.bounds().of(SIZE_CLASS), "nothing was learned yet");
        assertEquals(MOST / 2, growth.learn().of(SIZE_CLASS));
        growth.formed(SIZE_CLASS);
        assertEquals(MOST / 2, growth.learn().of(SIZE_CLASS));
        assertEquals(MOST / 4, growth.learn().of(SIZE_CLASS));
        for (int slab = 0; slab < SlabGrowth.BUSY; slab++) {
            growth.formed(SIZE_CLASS);
        }
        assertEquals(MOST / 2, growth.learn().of(SIZE_CLASS));
        assertEquals(MOST / 2, growth.bounds().of(SIZE_CLASS), "what was learned is published");
    }
}
