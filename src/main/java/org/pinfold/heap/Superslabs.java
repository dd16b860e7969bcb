package org.pinfold.heap;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.pinfold.protocol.MemoryBudget;
import org.pinfold.protocol.SpanMap;
import org.pinfold.protocol.SuperslabRun;

/**
 * Places for slabs: units of superslabs that are open, or of one that is opened for it.
 *
 * <p>A slab pins its superslab before it claims units there, and unpins it after it has returned them; so memory can
 * not go while a slab is on its way in or out.
 */
final class Superslabs {
    private final Directory directory;
    private final Range range;
    private final SuperslabPool pool;
    /** Below this index superslabs are likely to be full. A hint: before a superslab is opened all are looked at. */
    private volatile int roomFrom;

    /** Places in superslabs that slabs pin or, as {@link Experiments} says, do not. */
    Superslabs(Range range, Directory directory, MemoryBudget budget, boolean pins, Events events) {
        this(range, directory, budget, pins, events, System::nanoTime);
    }

    Superslabs(Range range, Directory directory, MemoryBudget budget, boolean pins, Events events, LongSupplier clock) {
        this.range = range;
        this.directory = directory;
        this.pool = new SuperslabPool(range, directory, budget, pins, events, clock);
    }

    /**
     * Finds units for a slab, pins their superslab, and enters the slab in the directory.
     *
     * @param units how many; more than a superslab has are given as a run of whole superslabs
     * @param alignment of the first byte, a power of two of bytes
     * @return false if the limit or the system does not allow it
     */
    boolean place(Slab slab, long units, long alignment) {
        return place(slab, units, alignment, units);
    }

    /**
     * As {@link #place(Slab, long, long)}, in the first of {@code room} free units, that the slab may grow; or where
     * there is half as much room, and so on. No superslab is opened for the sake of room.
     */
    boolean place(Slab slab, long units, long alignment, long room) {
        if (units > Superslab.UNITS || alignment > range.alignment()) {
            return placeRun(slab, units, alignment);
        }
        int unitAlignment = (int) Math.max(1, alignment / SizeClasses.UNIT_BYTES);
        for (int wanted = (int) Math.min(room, Superslab.UNITS); wanted > units; wanted /= 2) {
            if (placeInOpen(slab, (int) units, unitAlignment, wanted)) {
                return true;
            }
        }
        return placeInOpen(slab, (int) units, unitAlignment, (int) units) || placeRun(slab, units, alignment);
    }

    /** The length of the longest run of free units in open superslabs, {@code most} at most; a look, not a promise. */
    int room(int most) {
        int longest = 0;
        for (int index = roomFrom; index < pool.count() && longest < most; index++) {
            Superslab superslab = pool.at(index);
            while (superslab != null && longest < most && superslab.spans().look(longest + 1, 1) != SpanMap.NONE) {
                longest++;
            }
        }
        return longest;
    }

    private boolean placeInOpen(Slab slab, int units, int alignment, int room) {
        int from = roomFrom;
        return placeFrom(from, pool.count(), slab, units, alignment, room)
                || placeFrom(0, Math.min(from, pool.count()), slab, units, alignment, room);
    }

    private boolean placeFrom(int from, int end, Slab slab, int units, int alignment, int room) {
        for (int index = from; index < end; index++) {
            Superslab superslab = pool.at(index);
            if (superslab != null && placeIn(superslab, slab, units, alignment, room)) {
                return true;
            }
            if (index == roomFrom && (superslab == null || superslab.isFull())) {
                roomFrom = index + 1;
            }
        }
        return false;
    }

    private boolean placeIn(Superslab superslab, Slab slab, int units, int alignment, int room) {
        long generation = superslab.guard().generation();
        SpanMap spans = superslab.spans();
        if (spans.look(room, alignment) == SpanMap.NONE || !pool.pin(superslab, generation)) {
            return false;
        }
        int first = room == units ? spans.claim(units, alignment) : claimAt(spans, spans.look(room, alignment), units);
        if (first == SpanMap.NONE) {
            pool.unpinSlab(superslab);
            return false;
        }
        slab.place(superslab, first, units, soil(superslab, first, units));
        directory.note(slab);
        superslab.enter(slab, first, units);
        pool.events().formed(slab);
        return true;
    }

    private static int claimAt(SpanMap spans, int first, int units) {
        return first != SpanMap.NONE && spans.claimAt(first, units) ? first : SpanMap.NONE;
    }

    private boolean placeRun(Slab slab, long units, long alignment) {
        int length = superslabsOf(units);
        return pool.keeps(length) && placeOnIdle(slab, length, (int) units, alignment)
                || placeOnClaimed(slab, length, units, alignment);
    }

    /** In neighbours that are open and empty, whose pages need not come from the system again. */
    private boolean placeOnIdle(Slab slab, int length, int units, long alignment) {
        int first = pool.claimIdle(length, alignment);
        if (first == SuperslabRun.NONE) {
            return false;
        }
        enter(slab, first, length, units);
        return true;
    }

    /**
     * Enters a slab for the first units of superslabs that are claimed and pinned for it; the others become free. From
     * the last superslab to the first: see {@link Superslab#enter}.
     */
    private void enter(Slab slab, int first, int length, int units) {
        boolean clean = true;
        for (int index = 0; index < length; index++) {
            clean &= soil(pool.at(first + index), 0, unitsIn(index, units));
        }
        slab.place(pool.at(first), 0, units, clean);
        for (int index = length - 1; index >= 0; index--) {
            enter(slab, pool.at(first + index), unitsIn(index, units));
        }
        pool.events().formed(slab);
    }

    private void enter(Slab slab, Superslab superslab, int units) {
        int taken = sharesEnds(slab) ? units : Superslab.UNITS;
        giveBack(superslab, taken, Superslab.UNITS - taken);
        superslab.enter(slab, 0, taken);
    }

    /** Superslabs that can only go back together are one slab's alone. */
    boolean sharesEnds(Slab slab) {
        return slab.units() <= Superslab.UNITS || range.isMapped();
    }

    private boolean placeOnClaimed(Slab slab, int length, long units, long alignment) {
        int first = pool.claim(length, alignment);
        if (first == SuperslabRun.NONE) {
            return false;
        }
        for (int index = 0; index < length; index++) {
            pool.open(pool.at(first + index));
        }
        enter(slab, first, length, (int) units);
        return true;
    }

    /** The units of a superslab that may have content. */
    long soiled(Superslab superslab) {
        return range.soiled(superslab.index());
    }

    private boolean soil(Superslab superslab, int first, int units) {
        return range.soil(superslab.index(), SpanMap.mask(first, units));
    }

    /** How many of a run's units lie in its superslab number {@code index}. */
    private static int unitsIn(int index, long units) {
        return (int) Math.min(Superslab.UNITS, units - (long) index * Superslab.UNITS);
    }

    /**
     * Gives a large slab the units behind its last one, or takes its last ones back; superslabs too, where it begins
     * with one. For who has its block to himself.
     *
     * @return false if the units are not free, and then nothing has changed
     */
    boolean resize(Slab slab, long units) {
        if (units == slab.units()) {
            return true;
        }
        if (units > Superslab.UNITS && !range.isMapped() || !sharesEnds(slab)) {
            return false;
        }
        return units > slab.units() ? grow(slab, units) : shrink(slab, (int) units);
    }

    /** First the rest of the superslab where the slab ends, then the superslabs behind it; the slab has all or none. */
    private boolean grow(Slab slab, long units) {
        long end = slab.firstUnit() + units;
        int last = superslabsOf(slab.units());
        int more = superslabsOf(end) - last;
        if (more > 0 && slab.firstUnit() != 0) {
            return false;
        }
        Superslab shared = pool.at(slab.superslab().index() + last - 1);
        int from = slab.firstUnit() + slab.units() - (last - 1) * Superslab.UNITS;
        int rest = unitsIn(last - 1, end) - from;
        if (rest > 0 && !shared.spans().claimAt(from, rest)) {
            return false;
        }
        int behind = shared.index() + 1;
        boolean grown = more <= 0;
        try {
            grown = grown || pool.claimAt(behind, more);
        } finally {
            giveBack(shared, from, grown ? 0 : rest);
        }
        if (!grown) {
            return false;
        }
        if (rest > 0) {
            soil(shared, from, rest);
            shared.enter(slab, from, rest);
        }
        for (int index = 0; index < more; index++) {
            Superslab superslab = pool.at(behind + index);
            int taken = unitsIn(last + index, end);
            soil(superslab, 0, taken);
            pool.open(superslab);
            enter(slab, superslab, taken);
        }
        slab.resize((int) units);
        return true;
    }

    /** What the slab has no longer goes back: should that break off, nobody gives it back once more. */
    private boolean shrink(Slab slab, int units) {
        int before = slab.units();
        slab.resize(units);
        int last = superslabsOf(units);
        int first = slab.superslab().index();
        for (int index = superslabsOf(before) - 1; index >= last; index--) {
            vacate(pool.at(first + index), 0, unitsIn(index, before), true);
        }
        Superslab shared = pool.at(first + last - 1);
        int keep = slab.firstUnit() + units - (last - 1) * Superslab.UNITS;
        int had = unitsIn(last - 1, slab.firstUnit() + before);
        if (had > keep) {
            shared.clear(keep, had - keep);
            giveBack(shared, keep, had - keep);
        }
        return true;
    }

    private void giveBack(Superslab superslab, int first, int units) {
        if (units > 0) {
            superslab.spans().giveBack(first, units);
            noteRoom(superslab);
        }
    }

    private static int superslabsOf(long units) {
        return (int) Math.min(Math.ceilDiv(units, Superslab.UNITS), Integer.MAX_VALUE);
    }

    private void noteRoom(Superslab superslab) {
        if (superslab.index() < roomFrom) {
            roomFrom = superslab.index();
        }
    }

    /** Takes a dead slab's units back, then drops its pin: in this order, or memory could go while it is in use. */
    void vacate(Slab slab) {
        directory.forget(slab);
        pool.events().vacated(slab);
        if (slab.units() <= Superslab.UNITS) {
            vacate(slab.superslab(), slab.firstUnit(), slab.units(), false);
            return;
        }
        int first = slab.superslab().index();
        int length = superslabsOf(slab.units());
        for (int index = 0; index < length; index++) {
            Superslab superslab = pool.at(first + index);
            if (sharesEnds(slab)) {
                vacate(superslab, 0, unitsIn(index, slab.units()), !pool.keeps(length));
            } else {
                // Nobody may settle in one of them, or the others' memory would stay with it.
                superslab.clear(0, Superslab.UNITS);
                pool.retireOwn(superslab);
            }
        }
    }

    /** Superslabs of a run that is too long for the pool do not enter it: there may be very many of them. */
    private void vacate(Superslab superslab, int first, int units, boolean retire) {
        superslab.clear(first, units);
        boolean empty = superslab.spans().giveBack(first, units);
        noteRoom(superslab);
        if (empty) {
            pool.emptied(superslab, retire);
        }
        pool.unpinSlab(superslab);
    }

    /** Claims units, which may have become somebody's meanwhile, for a moment; the caller has a pin. */
    boolean claimFree(Superslab superslab, int first, int units) {
        return superslab.spans().claimAt(first, units);
    }

    /** Returns what {@link #claimFree} has claimed. */
    void returnFree(Superslab superslab, int first, int units) {
        boolean empty = superslab.spans().giveBack(first, units);
        noteRoom(superslab);
        if (empty) {
            pool.emptied(superslab, false);
        }
    }

    /** Retires every empty superslab. */
    void retireIdle() {
        pool.retireIdle();
    }

    /** For passes, which go over the superslabs themselves. */
    SuperslabPool pool() {
        return pool;
    }

    /** Every superslab that was ever opened, lowest first. */
    void forEach(Consumer<Superslab> action) {
        pool.forEach(action);
    }

    /** Gives back the pages that these bytes lie in. */
    void purge(long address, long bytes) {
        range.purge(address, bytes);
    }

    Events events() {
        return pool.events();
    }

    MemoryBudget budget() {
        return pool.budget();
    }
}
