package org.pinfold.heap;

import org.junit.jupiter.api.Test;
import org.pinfold.protocol.MemoryBudget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What magazines may hold of a heap that has so much open. */
class CacheShareTest {
    private static final long MIB = 1 << 20;
    private static final int SMALL = SizeClasses.of(64);
    private static final int MID = SizeClasses.of(4096);

    private final MemoryBudget open = new MemoryBudget(1 << 30);
    private final CacheShare share = new CacheShare(open);

    @Test
    void aSmallHeapsMagazinesHaveWhatTheyAskFor() {
        assertTrue(open.tryTake(16 * MIB));
        assertTrue(share.tryTake(32 * MIB));
        assertFalse(share.tryTake(1));
        assertFalse(share.isExceeded());
        assertEquals(SizeClasses.magazineBlocks(SMALL), share.blocks(SMALL));
    }

    @Test
    void thoseOfALargeOneHaveAPartTogether() {
        assertTrue(open.tryTake(640 * MIB));
        assertTrue(share.tryTake(20 * MIB));
        assertFalse(share.tryTake(1));
        open.giveBack(320 * MIB);
        assertTrue(share.isExceeded());
        share.giveBack(10 * MIB);
        assertFalse(share.isExceeded());
    }

    @Test
    void andAPartOfWhatTheirClassHas() {
        assertTrue(open.tryTake(640 * MIB));
        assertEquals(SizeClasses.fewestInMagazine(SMALL), share.blocks(SMALL), "no slab, no more than it begins with");
        share.count(SMALL, 64);
        assertEquals(64 * 1024 / 64, share.blocks(SMALL), "two magazines are a part in 32 of 4 MiB");
        share.count(SMALL, 640);
        assertEquals(SizeClasses.magazineBlocks(SMALL), share.blocks(SMALL));
        share.count(SMALL, -640 - 32);
        assertEquals(32 * 1024 / 64, share.blocks(SMALL));
    }

    @Test
    void blocksOfWholePagesKeepNoOthersFromGoing() {
        assertTrue(open.tryTake(640 * MIB));
        assertEquals(SizeClasses.magazineBlocks(MID), share.blocks(MID));
    }
}
