package org.pinfold.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.pinfold.os.MemoryRefusedException;
import org.pinfold.os.SystemCallException;
import org.pinfold.protocol.MemoryBudget;
import org.pinfold.protocol.PinGuard;
import org.pinfold.protocol.SuperslabRun;

/**
 * The superslabs of a heap, from the range and the budget and back: claimed, opened, kept for a while when they are
 * empty, retired, released.
 *
 * <p>The life of a superslab: claimed in the run map and charged to the budget; then published LIVE, when slabs may pin
 * it; at last empty, retired, and with the last pin gone RELEASED. The releaser alone purges its pages, and only then
 * returns it to the budget and the map, from where it is opened again in the next generation.
 *
 * <p>Empty superslabs are a pool, since {@link Superslabs} takes units from them as from any other. {@link IdleBounds}
 * tells which of them stay.
 */
final class SuperslabPool {
    private static final VarHandle OPENED = MethodHandles.arrayElementVarHandle(Superslab[].class);
    private static final IntBinaryOperator MAX = Math::max;

    private final Range range;
    private final Directory directory;
    private final MemoryBudget budget;
    /** Whether slabs pin; if not, nothing is retired before the heap ends. See {@link Experiments}. */
    private final boolean pins;
    private final LongSupplier clock;
    private final Events events;
    /** Element i is the superslab at index i, from its first opening on. */
    private final Superslab[] superslabs;
    /** One more than the highest index ever opened; only grows. */
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean zeroed;

    SuperslabPool(Range range, Directory directory, MemoryBudget budget, boolean pins, Events events,
            LongSupplier clock) {
        this.events = events;
        this.pins = pins;
        this.clock = clock;
        this.range = range;
        this.directory = directory;
        this.budget = budget;
        this.superslabs = new Superslab[range.superslabs()];
    }

    /**
     * Claims a run of superslabs for the caller, charged, committed and RELEASED.
     *
     * @param alignment of the first byte, a power of two of bytes
     * @return the first one's index, or {@link SuperslabRun#NONE} if the limit or the system does not allow it
     */
    int claim(long length, long alignment) {
        return length > superslabs.length
                ? SuperslabRun.NONE : claim(length, alignment, () -> range.claim((int) length, alignment));
    }

    /** As {@link #claim}, of exactly this run; false if it is not free. */
    boolean claimAt(int first, long length) {
        return first + length <= superslabs.length && claim(length, Superslab.BYTES,
                () -> range.runs().claimAt(first, (int) length) ? first : SuperslabRun.NONE) != SuperslabRun.NONE;
    }

    /** Charges a run, and takes the charge back however it comes that there is none. */
    private int claim(long length, long alignment, IntSupplier numbers) {
        if (!budget.tryTake(length << Superslab.SHIFT)) {
            return SuperslabRun.NONE;
        }
        boolean claimed = false;
        try {
            int first = numbers.getAsInt();
            claimed = first != SuperslabRun.NONE && prepare(first, (int) length, alignment);
            return claimed ? first : SuperslabRun.NONE;
        } finally {
            if (!claimed) {
                budget.giveBack(length << Superslab.SHIFT);
            }
        }
    }

    /**
     * Takes a run out of the pool, each superslab with a pin and all its units claimed for the caller.
     *
     * @return the first one's index, or {@link SuperslabRun#NONE} if there are no such neighbours
     */
    int claimIdle(int length, long alignment) {
        for (int first = 0; first + length <= count(); first++) {
            if (isAligned(first, alignment) && takeIdle(first, length)) {
                // Only now does it stay where it is.
                if (isAligned(first, alignment)) {
                    return first;
                }
                giveUp(first, length);
            }
        }
        return SuperslabRun.NONE;
    }

    private boolean isAligned(int index, long alignment) {
        return at(index) != null && (at(index).address() & alignment - 1) == 0;
    }

    /** From the first to the last; what was taken is returned where one is not there to take. */
    private boolean takeIdle(int first, int length) {
        for (int index = first; index < first + length; index++) {
            Superslab superslab = at(index);
            if (superslab == null || !takeIdle(superslab)) {
                giveUp(first, index - first);
                return false;
            }
        }
        return true;
    }

    private void giveUp(int first, int length) {
        for (int taken = first + length - 1; taken >= first; taken--) {
            at(taken).spans().giveBack(0, Superslab.UNITS);
            unpinSlab(at(taken));
        }
    }

    private boolean takeIdle(Superslab superslab) {
        long generation = superslab.guard().generation();
        if (!superslab.isEmpty() || !pin(superslab, generation)) {
            return false;
        }
        if (!superslab.spans().claimAt(0, Superslab.UNITS)) {
            unpinSlab(superslab);
            return false;
        }
        return true;
    }

    private boolean prepare(int first, int length, long alignment) {
        boolean prepared = false;
        try {
            for (int index = first; index < first + length; index++) {
                prepare(index);
            }
            range.open(first, length, alignment);
            for (int index = first; index < first + length; index++) {
                at(index).place(range.address(index));
                clean(index);
            }
            prepared = true;
        } catch (MemoryRefusedException | OutOfMemoryError refused) {
            return false;
        } finally {
            if (!prepared) {
                range.runs().giveBack(first, length);
            }
        }
        return true;
    }

    /** From now on what is opened is zero, also where the system did not take the pages when it was closed. */
    void openZeroed() {
        zeroed = true;
    }

    private void clean(int index) {
        if (zeroed && range.soiled(index) != 0) {
            range.zero(range.address(index), Superslab.BYTES);
            range.cleaned(index);
        }
    }

    /**
     * Makes the object where the index has none yet: RELEASED and with all units claimed, as every superslab is that is
     * not open.
     */
    private void prepare(int index) {
        if (at(index) == null) {
            Superslab superslab = new Superslab(index, directory.newRow(index));
            superslab.guard().retire(superslab.guard().generation());
            superslab.spans().claimAt(0, Superslab.UNITS);
            // In this order: what is there has to be looked at.
            opened.accumulateAndGet(index + 1, MAX);
            OPENED.setVolatile(superslabs, index, superslab);
        }
    }

    /** Publishes a claimed superslab in its next generation, with one pin, which is the caller's. */
    void open(Superslab superslab) {
        pin(superslab, superslab.guard().reopen());
        events.opened(superslab.index());
    }

    /** Puts a superslab by that has come to be empty, or retires it. */
    void emptied(Superslab superslab, boolean retire) {
        superslab.emptied(clock.getAsLong());
        if (!pins) {
            return;
        }
        if (retire) {
            retireIfEmpty(superslab);
            return;
        }
        try {
            evict();
        } catch (OutOfMemoryError ignored) {
            // The Java heap is full. Others go the next time; the caller has something in hand and goes on.
        }
    }

    /** Retires every empty superslab. */
    void retireIdle() {
        if (pins) {
            forEach(this::retireIfEmpty);
        }
    }

    /** Whether so many neighbours stay when they come to be empty, or rather go at once; arenas are kept one by one. */
    boolean keeps(int length) {
        return length == 1 || range.isMapped() && (!pins || length <= IdleBounds.KEPT);
    }

    /** Retires those of the empty superslabs that are too many, or have been empty for too long. */
    private void evict() {
        new IdleBounds(clock.getAsLong()).choose(this).forEach(this::evict);
    }

    /** Keeps the pool within its bounds as time goes by; answers whether something is left in it. */
    boolean evictIdle() {
        if (!pins) {
            return false;
        }
        evict();
        boolean[] others = {false};
        forEach(superslab -> others[0] |= superslab.isEmpty());
        return others[0];
    }

    private void evict(Superslab superslab) {
        events.add(Events.Kind.EVICTED, superslab.index(), 0);
        retireIfEmpty(superslab);
    }

    /**
     * Claims all units first, so that no slab can be formed there any more; the claim stays with the superslab until
     * it is opened again. Others may hold pins for a moment, to look or in vain; the last of them then releases.
     */
    private void retireIfEmpty(Superslab superslab) {
        if (superslab.isEmpty() && superslab.spans().claimAt(0, Superslab.UNITS)) {
            if (retire(superslab) == PinGuard.Retirement.RELEASED) {
                release(superslab);
            }
        }
    }

    private PinGuard.Retirement retire(Superslab superslab) {
        events.retired(superslab.index());
        superslab.retired(clock.getAsLong());
        return superslab.guard().retire(superslab.guard().generation());
    }

    /**
     * Retires a superslab of which the caller has all units and a slab's pin; the units stay claimed, the pin is
     * dropped. Without pins nothing is retired, and the units become free.
     */
    void retireOwn(Superslab superslab) {
        if (!pins) {
            superslab.spans().giveBack(0, Superslab.UNITS);
            return;
        }
        retire(superslab);
        unpin(superslab);
    }

    /** A slab's pin; false if the superslab is not open in this generation any more. */
    boolean pin(Superslab superslab, long generation) {
        return !pins || superslab.guard().tryPin(generation);
    }

    /** Drops a slab's pin. */
    void unpinSlab(Superslab superslab) {
        if (pins) {
            unpin(superslab);
        }
    }

    /** Drops a pin, and does what the last one of a retired superslab has to. */
    void unpin(Superslab superslab) {
        if (superslab.guard().unpin()) {
            release(superslab);
        }
    }

    /**
     * The releaser's duty. The budget comes after the purge, so that what is resident never exceeds the limit. Pages
     * that the system does not take are kept, and known not to be zero.
     */
    private void release(Superslab superslab) {
        try {
            range.close(superslab.index());
            range.cleaned(superslab.index());
        } catch (SystemCallException | OutOfMemoryError e) {
            Warnings.warn("pages stay resident until they are used again: ", e);
        }
        events.released(superslab.index());
        budget.giveBack(Superslab.BYTES);
        range.runs().giveBack(superslab.index(), 1);
    }

    /** The superslab at this index, or null if it was never opened. */
    Superslab at(int index) {
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
    int count() {
        return opened.get();
    }

    Events events() {
        return events;
    }

    MemoryBudget budget() {
        return budget;
    }

    /** Gives everything back without asking who uses it; for the end of the heap, when nothing is under way. */
    void surrender() {
        for (int index = 0; index < count(); index++) {
            Superslab superslab = at(index);
            if (superslab != null && !superslab.isReleased()) {
                release(superslab);
            }
        }
    }
}
