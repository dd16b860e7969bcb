package org.pinfold.heap;

import java.util.function.LongSupplier;
import org.pinfold.os.SystemCallException;
import org.pinfold.protocol.SlabWord;
import org.pinfold.protocol.SpanMap;

/**
 * Gives memory back that nobody has used for a while: the pages of free blocks, of free units, of superslabs in the
 * pool; and has idle threads let go what they keep.
 *
 * <p>A pass looks at everything once. It takes what has not changed since the pass before, and only what it can have to
 * itself: blocks taken from their slab, units claimed in their map. So the time between two passes is the least that
 * memory stays, and twice that time about the most. What threads keep in their hot magazines is theirs: they are told
 * to send it home, and do so when they next come by.
 *
 * <p>One pass at a time; who comes second does without.
 */
final class Reclaimer {
    /** So many units are away from users for a moment; the system needs some 100 microseconds for them. */
    private static final int MOST_UNITS_AT_ONCE = 16;

    private final Depot depot;
    private final Range range;
    private final CacheTable caches;
    private final Learning learning;
    private final LongSupplier clock;
    private final PassInterlock passes;
    private final SlabPurger slabs;
    private final int unitsAtOnce;
    private final ThreadCache through;
    /** Whether somebody wants a pass that is not patient. */
    private volatile boolean hurried;
    /** Whether the pass leaves alone what has changed since the last one. */
    private boolean patient;
    /** Whether something was left for the next pass. */
    private boolean unfinished;
    /** Whether somebody had to be let in before this one was at its end. */
    private boolean interrupted;
    /** The superslab to be visited next; at the beginning of a pass the first. */
    private int next;
    /** When the last pass began, as the clock tells. */
    private long lastPass;
    private volatile long purgedBytes;

    Reclaimer(Depot depot, Range range, CacheTable caches, Learning learning, LongSupplier clock) {
        this.learning = learning;
        this.depot = depot;
        this.passes = depot.passes();
        this.range = range;
        this.caches = caches;
        this.clock = clock;
        this.lastPass = clock.getAsLong();
        this.slabs = new SlabPurger(depot, range);
        this.unitsAtOnce = Math.max(
                MOST_UNITS_AT_ONCE, (int) (Math.min(range.purgeGranule(), Superslab.BYTES) / SizeClasses.UNIT_BYTES));
        this.through = ThreadCache.ofNoThread(ThreadCache.NOBODY, depot);
    }

    /**
     * One pass, which leaves alone what has changed since the last one; or the rest of one that was interrupted.
     */
    Pass pass() {
        Pass end;
        do {
            if (!passes.tryBegin()) {
                return Pass.MORE;
            }
            try {
                boolean rested = !hurried;
                hurried = false;
                makePass(rested);
                end = interrupted ? Pass.INTERRUPTED : unfinished ? Pass.MORE : Pass.NOTHING_LEFT;
            } finally {
                passes.end();
            }
            // Somebody may have come meanwhile who relies on us.
        } while (hurried);
        return end;
    }

    /** As {@link #pass}, but leaves nothing alone. If one is under way, its thread makes the next one, and at once. */
    void passNow() {
        hurried = true;
        pass();
    }

    private void makePass(boolean restedOnly) {
        patient = restedOnly;
        interrupted = false;
        if (mustEnd()) {
            return;
        }
        if (!patient || next == 0) {
            unfinished = false;
            next = 0;
            attendCaches();
        }
        visitSuperslabs();
        if (!interrupted) {
            next = 0;
            attendPool();
        }
    }

    private void attendCaches() {
        caches.sweep();
        long before = patient ? lastPass : clock.getAsLong() + 1;
        lastPass = clock.getAsLong();
        caches.forEach(cache -> relieve(cache, before));
        tellFoundTwice();
    }

    /** Goes on where it was interrupted: who looks at the heap again and again delays what is free, and no more. */
    private void visitSuperslabs() {
        if (!range.isMapped()) {
            return;
        }
        SuperslabPool pool = depot.superslabs().pool();
        while (next < pool.count() && !mustEnd()) {
            Superslab superslab = pool.at(next);
            next++;
            if (superslab != null) {
                visit(superslab);
            }
        }
    }

    private void attendPool() {
        if (!patient) {
            depot.superslabs().retireIdle();
        }
        unfinished |= depot.superslabs().pool().evictIdle();
        if (patient) {
            learning.studyHeap();
        }
    }

    /** Whether somebody relies on blocks that are in our hand. */
    private boolean mustEnd() {
        interrupted |= patient && passes.isUnwanted();
        // What it does not come to in a superslab that it has begun with, is left for the next one.
        unfinished |= interrupted;
        return interrupted;
    }

    /** What it has learned. */
    Learning learning() {
        return learning;
    }

    /** How many bytes have been given back in all, superslabs apart. */
    long purgedBytes() {
        return purgedBytes;
    }

    private void relieve(ThreadCache cache, long before) {
        unfinished |= cache.large().flushOlderThan(before);
        if (cache.watch().hasIdled(cache)) {
            cache.flushSpares(through);
            cache.want();
        } else {
            unfinished = true;
            if (patient) {
                learning.study(cache);
            }
        }
    }

    /** There is no caller to throw at. */
    private void tellFoundTwice() {
        long address = through.takeFoundTwice();
        if (address != 0) {
            Warnings.warn(() -> "the block at 0x" + Long.toHexString(address) + " was freed twice");
        }
    }

    private void visit(Superslab superslab) {
        long generation = superslab.guard().generation();
        if (!superslab.guard().tryPin(generation)) {
            return;
        }
        try {
            superslab.forEachSlab(this::visit);
            purgeUnits(superslab);
        } catch (SystemCallException e) {
            Warnings.warn("free pages stay resident: ", e);
        } finally {
            depot.superslabs().pool().unpin(superslab);
        }
    }

    private void visit(Slab slab) {
        if (slab.isLarge() || mustEnd()) {
            return;
        }
        long word = slab.getVolatile();
        boolean changed = slab.hasChanged(word);
        boolean allHome = SlabWord.allHome(word);
        if (slab.isQuarantined() || !allHome && !isWorthPurging(slab)) {
            return;
        }
        if (patient && changed) {
            unfinished = true;
        } else if (allHome) {
            depot.retireIfHome(slab);
        } else {
            purged(slab.superslab(), slab.firstUnit(), slabs.purge(slab));
            slab.hasChanged(slab.getVolatile());
            unfinished |= slab.isUnpurged();
        }
    }

    /** Nothing goes back of a slab that is smaller than what is given back at once. */
    private boolean isWorthPurging(Slab slab) {
        return slab.isUnpurged() && slab.end() - slab.start() >= range.purgeGranule();
    }

    /** Units in which no slab is, but may have been; those that were free at the last pass, if patient. */
    private void purgeUnits(Superslab superslab) {
        learnOfUnits(superslab);
        long dirty = UnitGroups.worthPurging(
                superslab.spans().getVolatile(), range.soiled(superslab.index()), range.purgeGranule());
        long rested = patient ? dirty & superslab.freeAtLastPass() : dirty;
        superslab.freeAtLastPass(dirty);
        unfinished |= rested != dirty;
        long given = 0;
        while (rested != 0 && !mustEnd()) {
            int first = Long.numberOfTrailingZeros(rested);
            int units = Math.min(Long.numberOfTrailingZeros(~(rested >>> first)), unitsAtOnce);
            rested &= ~SpanMap.mask(first, units);
            long bytes = purgeUnits(superslab, first, units);
            purged(superslab, first, bytes);
            given |= bytes > 0 ? SpanMap.mask(first, units) : 0;
        }
        superslab.givenAtLastPass(patient ? given : 0);
    }

    private void learnOfUnits(Superslab superslab) {
        long given = superslab.givenAtLastPass();
        if (given != 0) {
            learning.saw(Long.bitCount(given), Long.bitCount(given & range.soiled(superslab.index())));
        }
    }

    private long purgeUnits(Superslab superslab, int first, int units) {
        long bytes = (long) units * SizeClasses.UNIT_BYTES;
        if (!depot.superslabs().claimFree(superslab, first, units)) {
            return 0;
        }
        try {
            range.discard(superslab.address() + (long) first * SizeClasses.UNIT_BYTES, bytes);
            range.cleaned(superslab.index(), SpanMap.mask(first, units));
            return bytes;
        } finally {
            depot.superslabs().returnFree(superslab, first, units);
        }
    }

    private void purged(Superslab superslab, int firstUnit, long bytes) {
        if (bytes > 0) {
            purgedBytes += bytes;
            depot.superslabs().events().purged(superslab.index(), firstUnit, bytes);
        }
    }
}
