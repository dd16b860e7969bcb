package org.pinfold.heap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinfold.os.Reservation;
import org.pinfold.protocol.MemoryBudget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Places for slabs, and the way of a superslab from its opening to its release. */
class SuperslabsTest {
    private static final int SUPERSLABS = 32;

    private final PaperSource source = new PaperSource();
    private final Range range =
            new MappedRange(source, new Reservation(1L << 40, SUPERSLABS * Superslab.BYTES, true));
    private final Directory directory = new Directory(range);
    private final MemoryBudget budget = new MemoryBudget(16 * Superslab.BYTES);
    private long now;
    private final Superslabs superslabs = new Superslabs(range, directory, budget, true, new Events(), () -> now);

    private Slab placed(long units, long alignment) {
        Slab slab = new Slab();
        assertTrue(superslabs.place(slab, units, alignment));
        return slab;
    }

    private long open() {
        return budget.used() / Superslab.BYTES;
    }

    @Test
    void slabsShareASuperslabUntilItIsFull() {
        for (int i = 0; i < Superslab.UNITS / 4; i++) {
            Slab slab = placed(4, 1);
            assertEquals(directory.base() + 4L * i * SizeClasses.UNIT_BYTES, slab.start());
            assertSame(slab, directory.slabAt(slab.start()));
            assertSame(slab, directory.slabAt(slab.start() + 4L * SizeClasses.UNIT_BYTES - 1));
        }
        assertEquals(1, open());
        assertEquals(directory.base() + Superslab.BYTES, placed(1, 1).start());
        assertEquals(2, open());
    }

    @Test
    void roomIsTheLongestHoleOfOpenSuperslabs() {
        assertEquals(0, superslabs.room(5), "none is open");
        List<Slab> slabs = new ArrayList<>();
        for (int i = 0; i < 2 * Superslab.UNITS / 4; i++) {
            slabs.add(placed(4, 1));
        }
        assertEquals(0, superslabs.room(5));
        superslabs.vacate(slabs.get(3));
        superslabs.vacate(slabs.get(20));
        assertEquals(3, superslabs.room(3));
        assertEquals(4, superslabs.room(5));
        superslabs.vacate(slabs.get(21));
        assertEquals(8, superslabs.room(Superslab.UNITS));
        assertEquals(2, open());
    }

    @Test
    void aHoleInAFullSuperslabIsFoundAgain() {
        List<Slab> slabs = new ArrayList<>();
        for (int i = 0; i < 3 * Superslab.UNITS; i++) {
            slabs.add(placed(1, 1));
        }
        Slab gone = slabs.get(17);
        superslabs.vacate(gone);
        assertNull(directory.slabAt(gone.start()));
        assertEquals(gone.start(), placed(1, 1).start());
        assertEquals(3, open());
    }

    @Test
    void runsSpanSuperslabsAndShareTheirLastOne() {
        Slab huge = placed(2L * Superslab.UNITS + 5, 1);
        assertEquals(3, open());
        assertSame(huge, directory.slabAt(huge.start() + 2 * Superslab.BYTES));
        Slab small = placed(1, 1);
        assertEquals(huge.start() + 2 * Superslab.BYTES + 5L * SizeClasses.UNIT_BYTES, small.start());
        superslabs.vacate(huge);
        assertEquals(3, open(), "two are in the pool");
        superslabs.retireIdle();
        assertEquals(1, open(), "the shared superslab stays");
        assertEquals(2, source.purges);
        superslabs.vacate(small);
        superslabs.retireIdle();
        assertEquals(0, open());
    }

    @Test
    void aRunIsPlacedInNeighboursOfThePoolAndInNoOthers() {
        Slab first = placed(3L * Superslab.UNITS, 1);
        long start = first.start();
        superslabs.vacate(first);
        Slab second = placed(2L * Superslab.UNITS + 1, 1);
        assertEquals(start, second.start());
        assertEquals(0, source.purges);
        assertSame(second, directory.slabAt(start + 2 * Superslab.BYTES));
        assertNull(directory.slabAt(start + 2 * Superslab.BYTES + SizeClasses.UNIT_BYTES));
        Slab other = placed(2L * Superslab.UNITS, 1);
        assertEquals(start + 3 * Superslab.BYTES, other.start(), "the third superslab is not empty any more");
        superslabs.vacate(second);
        superslabs.vacate(other);
        assertEquals(5, open());
    }

    @Test
    void aRunTooLongForThePoolGoesAtOnce() {
        superslabs.vacate(placed((IdleBounds.KEPT + 1L) * Superslab.UNITS, 1));
        assertEquals(0, open());
        assertEquals(IdleBounds.KEPT + 1, source.purges);
    }

    @Test
    void aSlabGrowsIntoFreeUnitsAndShrinksOutOfThem() {
        Slab slab = placed(5, 1);
        assertTrue(superslabs.resize(slab, 9));
        assertSame(slab, directory.slabAt(slab.start() + 9L * SizeClasses.UNIT_BYTES - 1));
        Slab next = placed(1, 1);
        assertEquals(slab.start() + 9L * SizeClasses.UNIT_BYTES, next.start());
        assertFalse(superslabs.resize(slab, 10));
        assertFalse(superslabs.resize(slab, Superslab.UNITS + 1));
        assertTrue(superslabs.resize(slab, 2));
        assertNull(directory.slabAt(slab.start() + 2L * SizeClasses.UNIT_BYTES));
        assertEquals(slab.start() + 2L * SizeClasses.UNIT_BYTES, placed(3, 1).start());
    }

    @Test
    void alignmentsBeyondASuperslabAreKept() {
        placed(1, 1);
        for (long alignment = SizeClasses.UNIT_BYTES; alignment <= 8 * Superslab.BYTES; alignment *= 2) {
            Slab slab = placed(3, alignment);
            assertEquals(0, slab.start() % alignment);
            superslabs.vacate(slab);
        }
    }

    @Test
    void emptySuperslabsAreKeptOnlyAFew() {
        List<Slab> slabs = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            slabs.add(placed(Superslab.UNITS, 1));
        }
        slabs.forEach(superslabs::vacate);
        assertTrue(open() > 0 && open() < 10, open() + " stay open");
        superslabs.retireIdle();
        assertEquals(0, open());
    }

    @Test
    void whatWasReleasedIsOpenedAgainInTheNextGenerationWithZeroPages() {
        Slab first = placed(2, 1);
        assertTrue(first.isClean());
        superslabs.vacate(first);
        assertFalse(placed(2, 1).isClean(), "used before, and not purged");
        superslabs.vacate(directory.slabAt(first.start()));
        superslabs.retireIdle();
        long generation = first.superslab().guard().generation();
        Slab again = placed(2, 1);
        assertSame(first.superslab(), again.superslab());
        assertEquals(generation + 1, again.superslab().guard().generation());
        assertTrue(again.isClean());
    }

    @Test
    void aPinnedSuperslabIsRetiredButNotReleased() {
        Slab slab = placed(1, 1);
        Superslab superslab = slab.superslab();
        assertTrue(superslab.guard().tryPin(superslab.guard().generation()));
        superslabs.vacate(slab);
        superslabs.retireIdle();
        assertTrue(superslab.isRetiring());
        assertEquals(0, source.purges);
        assertTrue(superslabs.place(new Slab(), 1, 1), "another one is opened");
        superslabs.pool().unpin(superslab);
        assertTrue(superslab.isReleased());
        assertEquals(1, source.purges);
    }

    @Test
    void aSuperslabWithASlabIsNeverRetired() {
        Slab slab = placed(1, 1);
        superslabs.retireIdle();
        assertFalse(slab.superslab().isRetiring());
        assertEquals(1, open());
    }

    @Test
    void theLimitHoldsAndARefusalLosesNothing() {
        assertFalse(superslabs.place(new Slab(), 17L * Superslab.UNITS, 1));
        assertEquals(0, open());
        source.commitFails = true;
        assertFalse(superslabs.place(new Slab(), 1, 1));
        assertEquals(0, open());
        source.commitFails = false;
        placed(16L * Superslab.UNITS, 1);
        assertFalse(superslabs.place(new Slab(), 1, 1));
        assertEquals(16, open());
    }

    @Test
    void aPurgeThatFailsLosesNeitherBudgetNorAddresses() {
        source.purgeFails = true;
        Slab slab = placed(3L * Superslab.UNITS, 1);
        superslabs.vacate(slab);
        superslabs.retireIdle();
        assertEquals(0, open());
        Slab again = placed(3L * Superslab.UNITS, 1);
        assertEquals(slab.start(), again.start());
        assertFalse(again.isClean(), "its pages are not known to be zero");
    }

    @Test
    void emptySuperslabsArePooledWithinBytesAndTheLongestIdleGoesFirst() {
        List<Slab> slabs = new ArrayList<>();
        for (int i = 0; i <= IdleBounds.KEPT; i++) {
            slabs.add(placed(Superslab.UNITS, 1));
        }
        List<Slab> order = new ArrayList<>(slabs);
        Collections.reverse(order);
        for (Slab slab : order) {
            now++;
            superslabs.vacate(slab);
        }
        assertEquals(IdleBounds.KEPT, open());
        assertTrue(order.getFirst().superslab().isReleased());
        assertEquals(1, superslabs.events().last(event -> event.kind() == Events.Kind.EVICTED).size());
    }

    @Test
    void emptySuperslabsArePooledForALimitedTime() {
        List<Slab> slabs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            slabs.add(placed(Superslab.UNITS, 1));
        }
        superslabs.vacate(slabs.get(0));
        now += IdleBounds.NANOS;
        superslabs.vacate(slabs.get(1));
        assertEquals(3, open());
        now++;
        superslabs.vacate(slabs.get(2));
        assertEquals(2, open());
        assertTrue(slabs.get(0).superslab().isReleased());
    }

    @Test
    void aHugeSlabGrowsAndShrinksWhereItStands() {
        Slab huge = placed(Superslab.UNITS + 10, 1);
        assertTrue(superslabs.resize(huge, 3L * Superslab.UNITS + 1));
        assertEquals(4, open());
        assertSame(huge, directory.slabAt(huge.start() + 3 * Superslab.BYTES));
        assertNull(directory.slabAt(huge.start() + 3 * Superslab.BYTES + SizeClasses.UNIT_BYTES));
        Slab next = placed(Superslab.UNITS, 1);
        assertFalse(superslabs.resize(huge, 5L * Superslab.UNITS), "the superslab behind is taken");
        assertTrue(superslabs.resize(huge, 4L * Superslab.UNITS), "up to there it grows");
        assertTrue(superslabs.resize(huge, 5));
        assertEquals(2, open());
        assertNull(directory.slabAt(huge.start() + 5L * SizeClasses.UNIT_BYTES));
        assertTrue(superslabs.resize(huge, Superslab.UNITS + 1L));
        assertEquals(3, open());
        superslabs.vacate(huge);
        superslabs.vacate(next);
        superslabs.retireIdle();
        assertEquals(0, open());
    }

    @Test
    void aSlabInTheMiddleGrowsNoFurtherThanItsSuperslab() {
        placed(1, 1);
        Slab large = placed(2, 1);
        assertFalse(superslabs.resize(large, Superslab.UNITS));
        assertTrue(superslabs.resize(large, Superslab.UNITS - large.firstUnit()));
        assertEquals(1, open());
    }
}
