package org.pinfold.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.pinfold.os.MemoryRefusedException;
import org.pinfold.os.MemorySource;
import org.pinfold.os.SystemCallException;
import org.pinfold.protocol.MemoryBudget;
import org.pinfold.protocol.PinGuard;
import org.pinfold.protocol.SpanMap;
import org.pinfold.protocol.SuperslabRun;

/**
 * The superslabs of a heap: finds places for slabs, opens superslabs within the budget, and gives them back.
 *
 * <p>The life of a superslab: claimed in the run map and charged to the budget; its first slab's units claimed; then
 * published LIVE, when other slabs may pin it too; at last empty, retired, and with the last pin gone RELEASED. The
 * releaser alone purges its pages, and only then returns it to the budget and the map, from where it is opened again
 * in the next generation.
 */
final class Superslabs {
    /** How many empty superslabs stay open for the next slab. */
    private static final int IDLE_KEPT = 8;
    private static final System.Logger LOG = System.getLogger("org.pinfold");
    private static final VarHandle OPENED = MethodHandles.arrayElementVarHandle(Superslab[].class);

    private final MemorySource source;
    private final Directory directory;
    private final SuperslabRun runs;
    private final MemoryBudget budget;
    /** Element i is the superslab at index i, from its first opening on. */
    private final Superslab[] superslabs;
    /** Below this index superslabs are likely to be full. A hint: before a superslab is opened all are looked at. */
    private volatile int roomFrom;
    /** One more than the highest index ever opened; only grows. */
    private final AtomicInteger opened = new AtomicInteger();

    Superslabs(MemorySource source, Directory directory, MemoryBudget budget) {
        int count = (int) (directory.bytes() >>> Superslab.SHIFT);
        this.source = source;
        this.directory = directory;
        this.budget = budget;
        this.runs = new SuperslabRun(count);
        this.superslabs = new Superslab[count];
    }

    /**
     * Finds units for a slab, pins their superslab, and enters the slab in the directory.
     *
     * @param units how many; more than a superslab has are given as a run of whole superslabs
     * @param alignment of the first byte, a power of two of bytes
     * @return false if the limit or the system does not allow it
     */
    boolean place(Slab slab, long units, long alignment) {
        if (units > Superslab.UNITS || alignment > Superslab.BYTES) {
            return placeRun(slab, units, alignment);
        }
        int unitAlignment = (int) Math.max(1, alignment / SizeClasses.UNIT_BYTES);
        int from = roomFrom;
        return placeFrom(from, count(), slab, (int) units, unitAlignment)
                || placeFrom(0, Math.min(from, count()), slab, (int) units, unitAlignment)
                || placeRun(slab, units, alignment);
    }

    private boolean placeFrom(int from, int end, Slab slab, int units, int alignment) {
        for (int index = from; index < end; index++) {
            Superslab superslab = at(index);
            if (superslab == null) {
                continue;
            }
            if (placeIn(superslab, slab, units, alignment)) {
                return true;
            }
            if (index == roomFrom && superslab.isFull()) {
                roomFrom = index + 1;
            }
        }
        return false;
    }

    private boolean placeIn(Superslab superslab, Slab slab, int units, int alignment) {
        long generation = superslab.guard().generation();
        if (superslab.spans().look(units, alignment) == SpanMap.NONE || !superslab.guard().tryPin(generation)) {
            return false;
        }
        int first = claim(superslab.spans(), slab, units, alignment);
        if (first == SpanMap.NONE) {
            unpin(superslab);
            return false;
        }
        slab.place(superslab, first, units, superslab.soil(first, units));
        superslab.enter(slab, first, units);
        directory.note(slab);
        return true;
    }

    /** A large block gets a place with room behind it, where there is one, so that it may grow. */
    private static int claim(SpanMap spans, Slab slab, int units, int alignment) {
        int first = slab.isLarge() && 2 * units <= Superslab.UNITS ? spans.look(2 * units, alignment) : SpanMap.NONE;
        return first != SpanMap.NONE && spans.claimAt(first, units) ? first : spans.claim(units, alignment);
    }

    private boolean placeRun(Slab slab, long units, long alignment) {
        long length = Math.ceilDiv(units, Superslab.UNITS);
        if (length > superslabs.length || !budget.tryTake(length << Superslab.SHIFT)) {
            return false;
        }
        long step = Math.clamp(alignment >>> Superslab.SHIFT, 1, 1L << 30);
        int first = runs.claim((int) length, (int) step, directory.base() >>> Superslab.SHIFT);
        if (first == SuperslabRun.NONE) {
            budget.giveBack(length << Superslab.SHIFT);
            return false;
        }
        return openRun(slab, first, (int) length, units);
    }

    private boolean openRun(Slab slab, int first, int length, long units) {
        try {
            for (int index = first; index < first + length; index++) {
                prepare(index);
            }
            source.commit(addressOf(first), (long) length << Superslab.SHIFT);
        } catch (SystemCallException | OutOfMemoryError e) {
            runs.giveBack(first, length);
            budget.giveBack((long) length << Superslab.SHIFT);
            if (e instanceof SystemCallException failure && !(failure instanceof MemoryRefusedException)) {
                throw failure;
            }
            return false;
        }
        boolean clean = true;
        for (int index = 0; index < length; index++) {
            clean &= at(first + index).soil(0, unitsIn(index, units));
        }
        slab.place(at(first), 0, (int) units, clean);
        for (int index = 0; index < length; index++) {
            open(at(first + index), slab, unitsIn(index, units));
        }
        directory.note(slab);
        return true;
    }

    /**
     * Makes the object where the address has none yet: RELEASED and with all units claimed, as every superslab is that
     * is not open. The caller has claimed the index.
     */
    private void prepare(int index) {
        if (at(index) == null) {
            Superslab superslab = new Superslab(index, addressOf(index), directory.newRow(index));
            superslab.guard().retire(superslab.guard().generation());
            superslab.spans().claimAt(0, Superslab.UNITS);
            OPENED.setVolatile(superslabs, index, superslab);
            opened.accumulateAndGet(index + 1, Math::max);
        }
    }

    /**
     * Pin, then entry: whoever finds the slab in the directory may kill it, and then drops its pin. The slab's units
     * stay claimed; the others become free last.
     */
    private static void open(Superslab superslab, Slab slab, int units) {
        superslab.guard().tryPin(superslab.guard().reopen());
        superslab.enter(slab, 0, units);
        if (units < Superslab.UNITS) {
            superslab.spans().giveBack(units, Superslab.UNITS - units);
        }
    }

    /** How many of a run's units lie in its superslab number {@code index}. */
    private static int unitsIn(int index, long units) {
        return (int) Math.min(Superslab.UNITS, units - (long) index * Superslab.UNITS);
    }

    /**
     * Gives a slab that lies within one superslab the units behind its last one, or takes its last ones back.
     *
     * @return false if the units are not free, and then nothing has changed
     */
    boolean resize(Slab slab, int units) {
        Superslab superslab = slab.superslab();
        int end = slab.firstUnit() + slab.units();
        int more = units - slab.units();
        if (end > Superslab.UNITS || end + more > Superslab.UNITS) {
            return false;
        }
        if (more > 0) {
            if (!superslab.spans().claimAt(end, more)) {
                return false;
            }
            superslab.soil(end, more);
            superslab.enter(slab, end, more);
        } else if (more < 0) {
            superslab.clear(end + more, -more);
            superslab.spans().giveBack(end + more, -more);
            noteRoom(superslab);
        }
        slab.resize(units);
        return true;
    }

    private void noteRoom(Superslab superslab) {
        if (superslab.index() < roomFrom) {
            roomFrom = superslab.index();
        }
    }

    /** Takes a dead slab's units back, then drops its pin: in this order, or memory could go while it is in use. */
    void vacate(Slab slab) {
        directory.forget(slab);
        if (slab.units() <= Superslab.UNITS) {
            vacate(slab.superslab(), slab.firstUnit(), slab.units(), false);
            return;
        }
        int first = slab.superslab().index();
        for (int index = 0; (long) index * Superslab.UNITS < slab.units(); index++) {
            vacate(at(first + index), 0, unitsIn(index, slab.units()), true);
        }
    }

    /** A run's superslabs are not kept for later: there may be very many of them. */
    private void vacate(Superslab superslab, int first, int units, boolean ofRun) {
        superslab.clear(first, units);
        boolean empty = superslab.spans().giveBack(first, units);
        noteRoom(superslab);
        if (empty && (ofRun || hasManyIdle())) {
            retireIfEmpty(superslab);
        }
        unpin(superslab);
    }

    /** Retires every empty superslab. */
    void retireIdle() {
        forEach(this::retireIfEmpty);
    }

    private boolean hasManyIdle() {
        int idle = 0;
        for (int index = 0; index < count() && idle <= IDLE_KEPT; index++) {
            Superslab superslab = at(index);
            if (superslab != null && superslab.isEmpty()) {
                idle++;
            }
        }
        return idle > IDLE_KEPT;
    }

    /**
     * Claims all units first, so that no slab can be formed there any more; the claim stays with the superslab until
     * it is opened again. Others may hold pins for a moment, to look or in vain; the last of them then releases.
     */
    private void retireIfEmpty(Superslab superslab) {
        if (superslab.isEmpty() && superslab.spans().claimAt(0, Superslab.UNITS)) {
            if (superslab.guard().retire(superslab.guard().generation()) == PinGuard.Retirement.RELEASED) {
                release(superslab);
            }
        }
    }

    /** Drops a pin, and does what the last one of a retired superslab has to. */
    void unpin(Superslab superslab) {
        if (superslab.guard().unpin()) {
            release(superslab);
        }
    }

    /**
     * The releaser's duty. The budget comes first, or others would be refused memory that nobody uses, for as long as
     * the purge takes; so what is resident may exceed the limit by superslabs that are being purged. Pages that the
     * system does not take are kept, and known not to be zero.
     */
    private void release(Superslab superslab) {
        budget.giveBack(Superslab.BYTES);
        try {
            source.purge(superslab.address(), Superslab.BYTES);
            superslab.cleaned();
        } catch (SystemCallException e) {
            LOG.log(System.Logger.Level.WARNING, "pages stay resident until they are used again: " + e.getMessage());
        }
        runs.giveBack(superslab.index(), 1);
    }

    /** The superslab at this index, or null if it was never opened. */
    private Superslab at(int index) {
        return (Superslab) OPENED.getVolatile(superslabs, index);
    }

    /** Every superslab that was ever opened, lowest first. */
    void forEach(Consumer<Superslab> action) {
        for (int index = 0; index < count(); index++) {
            Superslab superslab = at(index);
            if (superslab != null) {
                action.accept(superslab);
            }
        }
    }

    /** Superslabs at this index and above were never opened. */
    private int count() {
        return opened.get();
    }

    MemoryBudget budget() {
        return budget;
    }

    /** Gives all pages back without asking who uses them; for the closing of the heap. */
    void purgeAll() {
        forEach(superslab -> {
            if (!superslab.isReleased()) {
                source.purge(superslab.address(), Superslab.BYTES);
            }
        });
    }

    private long addressOf(int index) {
        return directory.base() + ((long) index << Superslab.SHIFT);
    }
}
