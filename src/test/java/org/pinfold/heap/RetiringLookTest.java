package org.pinfold.heap;

import org.junit.jupiter.api.Test;
import org.pinfold.heap.Census.RetiringCensus;
import org.pinfold.os.Reservation;
import org.pinfold.protocol.MemoryBudget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is counted as retired and still pinned, and for how long. */
class RetiringLookTest {
    private static final int SUPERSLABS = 4;
    private static final RetiringCensus NONE = new RetiringCensus(0, 0, 0);

    private final Range range =
            new MappedRange(new PaperSource(), new Reservation(1L << 40, SUPERSLABS * Superslab.BYTES, true));
    private long now = 1_000;
    private final Superslabs superslabs = new Superslabs(range, new Directory(range),
            new MemoryBudget(SUPERSLABS * Superslab.BYTES), true, new Events(), () -> now);

    /** A slab that fills a superslab, which has a pin more. */
    private Slab pinned() {
        Slab slab = new Slab();
        assertTrue(superslabs.place(slab, Superslab.UNITS, 1));
        assertTrue(slab.superslab().guard().tryPin(slab.superslab().guard().generation()));
        return slab;
    }

    private Superslab retired() {
        Slab slab = pinned();
        superslabs.vacate(slab);
        superslabs.retireIdle();
        assertTrue(slab.superslab().isRetiring());
        return slab.superslab();
    }

    private RetiringCensus look() {
        return new RetiringLook(superslabs).confirmed(() -> now);
    }

    @Test
    void whatIsOnlyPinnedOrReleasedIsNotCounted() {
        assertEquals(NONE, look());
        Slab slab = pinned();
        assertEquals(NONE, look());
        superslabs.vacate(slab);
        assertEquals(NONE, look(), "it is empty, but not retired");
        superslabs.pool().unpin(slab.superslab());
        superslabs.retireIdle();
        assertTrue(slab.superslab().isReleased());
        assertEquals(NONE, look());
    }

    @Test
    void whatIsBothIsCountedWithTheOldestAge() {
        Superslab one = retired();
        now += 50;
        Superslab two = retired();
        now += 7;
        pinned();
        assertEquals(new RetiringCensus(2, 2 * Superslab.BYTES, 57), look());
        superslabs.pool().unpin(one);
        assertEquals(new RetiringCensus(1, Superslab.BYTES, 7), look());
        superslabs.pool().unpin(two);
        assertEquals(NONE, look());
    }

    @Test
    void whatWasReleasedBetweenThePassesIsNotCounted() {
        Superslab one = retired();
        retired();
        RetiringLook look = new RetiringLook(superslabs);
        superslabs.pool().unpin(one);
        assertEquals(new RetiringCensus(1, Superslab.BYTES, 0), look.confirmed(() -> now));
    }

    @Test
    void whatWasRetiredAgainBetweenThePassesIsNotCounted() {
        Superslab first = retired();
        RetiringLook look = new RetiringLook(superslabs);
        superslabs.pool().unpin(first);
        assertSame(first, retired());
        assertEquals(NONE, look.confirmed(() -> now));
        assertEquals(new RetiringCensus(1, Superslab.BYTES, 0), look());
    }
}
