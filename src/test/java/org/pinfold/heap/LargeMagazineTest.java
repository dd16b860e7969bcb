package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinfold.protocol.MemoryBudget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a thread keeps of large blocks, and when it lets them go. */
class LargeMagazineTest {
    private static final long UNIT = SizeClasses.UNIT_BYTES;

    private final MemoryBudget budget = new MemoryBudget(40 * UNIT);
    private long now;
    private final List<Slab> home = new ArrayList<>();
    private final LargeMagazine magazine = new LargeMagazine(budget, () -> now, home::add);
    private final Superslab superslab = new Superslab(0, new Slab[Superslab.UNITS]);

    private Slab slab(int first, int units) {
        Slab slab = new Slab();
        slab.place(superslab, first, units, true);
        return slab;
    }

    private List<Slab> evictedFor(int units) {
        home.clear();
        magazine.makeRoom(units * UNIT);
        return List.copyOf(home);
    }

    @Test
    void theBlockFreedLastOfThatSizeIsHandedOut() {
        Slab[] five = {slab(0, 5), slab(5, 5)};
        Slab six = slab(10, 6);
        assertTrue(magazine.put(five[0]) && magazine.put(five[1]) && magazine.put(six));
        assertNull(magazine.take(4, 1));
        assertSame(five[1], magazine.take(5, 1));
        assertSame(six, magazine.take(6, 1));
        assertSame(five[0], magazine.take(5, 1));
        assertNull(magazine.take(5, 1));
        assertEquals(0, budget.used());
    }

    @Test
    void alignmentIsAsked() {
        Slab odd = slab(3, 5);
        Slab even = slab(8, 5);
        assertTrue(magazine.put(even) && magazine.put(odd));
        assertSame(even, magazine.take(5, 4 * UNIT));
        assertNull(magazine.take(5, 2 * UNIT));
        assertSame(odd, magazine.take(5, UNIT));
    }

    @Test
    void bytesAreBoundedByTheBudgetOfAll() {
        assertTrue(magazine.put(slab(0, 30)));
        assertEquals(30 * UNIT, budget.used());
        assertFalse(magazine.put(slab(30, 11)));
        assertTrue(magazine.put(slab(30, 10)));
        LargeMagazine other = new LargeMagazine(budget, () -> now, home::add);
        assertFalse(other.put(slab(40, 1)));
        assertEquals(List.of(), evictedFor(41), "nothing makes room for that");
        assertEquals(1, evictedFor(1).size());
        assertTrue(other.put(slab(40, 1)));
    }

    @Test
    void blocksAreBoundedInNumberAndTheOldestGoesFirst() {
        List<Slab> slabs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            slabs.add(slab(i, 1));
            assertTrue(magazine.put(slabs.get(i)));
        }
        assertFalse(magazine.put(slab(8, 1)));
        assertEquals(List.of(slabs.get(0)), evictedFor(1));
        assertTrue(magazine.put(slab(8, 1)));
    }

    @Test
    void whatWasKeptForTooLongGoesWhenAnotherOneComes() {
        Slab old = slab(0, 1);
        Slab young = slab(1, 1);
        magazine.put(old);
        now = LargeMagazine.KEPT_NANOS;
        magazine.put(young);
        now++;
        assertFalse(magazine.put(slab(2, 1)));
        assertEquals(List.of(old), evictedFor(1));
        assertTrue(magazine.put(slab(2, 1)));
        assertEquals(2 * UNIT, budget.used());
    }

    @Test
    void emptiedItKeepsNothing() {
        magazine.put(slab(0, 1));
        magazine.put(slab(1, 1));
        magazine.flush();
        assertEquals(2, home.size());
        assertEquals(0, budget.used());
        magazine.forEach(slab -> {
            throw new AssertionError("a block is left");
        });
    }
}
