package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import org.pinfold.os.RawMemory;
import org.pinfold.protocol.BlockState;
import org.pinfold.protocol.PinGuard;
import org.pinfold.protocol.SlabWord;

/**
 * Evaluates the conservation equations, slab by slab and for the whole heap.
 *
 * <p>Two kinds of findings. A <em>violation</em> is a state that no interleaving explains: it is judged only on what
 * was read twice with the same result, and may be looked for while other threads run. An <em>imbalance</em> is an
 * equation that does not hold; while other threads run, blocks on their way make imbalances, and at quiesce there must
 * be none. Each superslab is pinned while it is looked at, so that it is not given back meanwhile.
 */
final class Auditor {
    private final Depot depot;
    private final CacheTable caches;
    private final CachedBlocks inMagazines;
    private final List<String> violations = new ArrayList<>();
    private final List<String> imbalances = new ArrayList<>();
    private long open;
    private long slabs;
    private long live;
    private long cached;
    private long home;
    private long carved;

    Auditor(Depot depot, CacheTable caches) {
        this.depot = depot;
        this.caches = caches;
        this.inMagazines = new CachedBlocks(depot.directory(), address -> imbalances.add(
                "a magazine lists 0x" + Long.toHexString(address) + ", where no block begins"));
    }

    Audit audit() {
        caches.forEach(this::countCached);
        Superslabs superslabs = depot.superslabs();
        superslabs.forEach(this::auditPinned);
        expect(superslabs.budget().used() == open << Superslab.SHIFT, "the budget has "
                + superslabs.budget().used() + " bytes in use, but " + open + " superslabs are open");
        return new Audit(slabs, live, cached, home, carved, List.copyOf(violations), List.copyOf(imbalances));
    }

    private void countCached(ThreadCache cache) {
        inMagazines.add(cache);
        // By its mark it is live.
        int kept = cache.arenaRun() == 0 ? 0 : 1;
        live -= kept;
        cached += kept;
    }

    /** A RETIRING superslab takes no pin, but each of its slabs has one. */
    private void auditPinned(Superslab superslab) {
        if (superslab.isReleased()) {
            return;
        }
        open++;
        boolean pinned = superslab.guard().tryPin(superslab.guard().generation());
        try {
            audit(superslab, pinned ? 1 : 0);
        } finally {
            if (pinned) {
                depot.superslabs().pool().unpin(superslab);
            }
        }
    }

    private void audit(Superslab superslab, int ownPins) {
        long claimed = 0;
        int runs = 0;
        for (int unit = 0; unit < Superslab.UNITS; unit++) {
            Slab slab = superslab.slab(unit);
            if (slab == null) {
                continue;
            }
            claimed |= 1L << unit;
            boolean free = (superslab.spans().getVolatile() >>> unit & 1) != 0;
            if (free && superslab.slab(unit) == slab) {
                violations.add("unit " + unit + " of superslab " + superslab.index() + " is free, but belongs to "
                        + describe(slab));
            }
            boolean first = unit == 0 || superslab.slab(unit - 1) != slab;
            runs += first ? 1 : 0;
            expect(SlabWord.state(slab.getVolatile()) != SlabWord.DEAD, "unit " + unit + " of superslab "
                    + superslab.index() + " is entered for " + describe(slab) + ", which is dead");
            expect(reaches(slab, superslab, unit), "unit " + unit + " of superslab " + superslab.index()
                    + " is entered for " + describe(slab) + ", which ends before");
            if (first && slab.superslab() == superslab) {
                audit(slab);
            }
        }
        checkFreeUnits(superslab);
        expect(claimed == ~superslab.spans().getVolatile() || superslab.isRetiring(), "superslab " + superslab.index()
                + ": claimed units and directory differ");
        long pins = PinGuard.pins(superslab.guard().getVolatile());
        int slabPins = depot.experiments().pins() ? runs : 0;
        expect(pins == slabPins + ownPins, "superslab " + superslab.index() + " has " + pins + " pins for " + slabPins
                + " slabs and " + ownPins + " walkers");
    }

    /** Whether the slab has the unit. Of superslabs that do not share their ends it has all. */
    private boolean reaches(Slab slab, Superslab superslab, int unit) {
        int before = (superslab.index() - slab.superslab().index()) * Superslab.UNITS - slab.firstUnit();
        return before + (depot.superslabs().sharesEnds(slab) ? unit : 0) < slab.units();
    }

    private void audit(Slab slab) {
        long word = slab.getVolatile();
        slabs++;
        carved += SlabWord.carved(word);
        home += SlabWord.count(word);
        checkWord(slab, word);
        int allocated = 0;
        int inCaches = 0;
        int uncarved = 0;
        int inSlab = 0;
        for (int block = 0; block < slab.capacity(); block++) {
            byte state = slab.state(block);
            allocated += BlockState.isAllocated(state) ? 1 : 0;
            inCaches += BlockState.isCached(state) ? 1 : 0;
            uncarved += state == BlockState.UNCARVED ? 1 : 0;
            inSlab += state == BlockState.IN_SLAB ? 1 : 0;
            if (depot.isHardened() && (state == BlockState.IN_SLAB || BlockState.isCached(state))) {
                checkZero(slab.address(block), slab);
            }
        }
        live += allocated;
        cached += inCaches;
        expect(inSlab == SlabWord.count(word), slab, word, inSlab + " blocks are marked as home");
        expect(slab.capacity() - uncarved == SlabWord.carved(word), slab, word,
                uncarved + " of " + slab.capacity() + " blocks are marked as not carved");
        expect(inMagazines.of(slab) == inCaches, slab, word,
                inCaches + " blocks are marked as cached, magazines have " + inMagazines.of(slab));
        expect(chainIsExact(slab, word), slab, word, "the chain does not have the blocks that are home");
        if (SlabWord.state(word) == SlabWord.LISTED) {
            expect(depot.isListed(slab), slab, word, "it is LISTED, but its index does not know it");
        }
    }

    private void checkWord(Slab slab, long word) {
        boolean sound = SlabWord.count(word) <= SlabWord.carved(word)
                && SlabWord.carved(word) <= slab.capacity()
                && SlabWord.count(word) == 0 == (SlabWord.head(word) == SlabWord.NIL)
                && (SlabWord.state(word) != SlabWord.FULL || SlabWord.used(word) == slab.capacity());
        if (!sound) {
            violations.add(describe(slab) + " has an impossible word: " + SlabWord.toString(word));
        }
    }

    /** Walks at most as many links as the word counts, whatever they say. */
    private static boolean chainIsExact(Slab slab, long word) {
        boolean[] seen = new boolean[slab.capacity()];
        int block = SlabWord.head(word);
        for (int i = 0; i < SlabWord.count(word); i++) {
            if (block >= seen.length || seen[block] || slab.state(block) != BlockState.IN_SLAB) {
                return false;
            }
            seen[block] = true;
            block = slab.next(block);
        }
        return block == SlabWord.NIL;
    }

    /** Another thread may just be handing the block out: an imbalance, and not a violation. */
    private void checkZero(long block, Slab slab) {
        long at = RawMemory.firstNonZero(block, slab.blockBytes());
        expect(at < 0, "something wrote at 0x" + Long.toHexString(block + at) + ", byte " + at
                + " of a block that nobody has, of " + describe(slab));
    }

    /** Units that were somebody's; of others no page is there, and none shall be for this. */
    private void checkFreeUnits(Superslab superslab) {
        long free = depot.isHardened()
                ? superslab.spans().getVolatile() & depot.superslabs().soiled(superslab) : 0;
        for (; free != 0; free &= free - 1) {
            long unit = superslab.address() + (long) Long.numberOfTrailingZeros(free) * SizeClasses.UNIT_BYTES;
            long at = RawMemory.firstNonZero(unit, SizeClasses.UNIT_BYTES);
            expect(at < 0, "something wrote at 0x" + Long.toHexString(unit + at) + ", in units that no slab has");
        }
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            imbalances.add(otherwise);
        }
    }

    private void expect(boolean holds, Slab slab, long word, String otherwise) {
        if (!holds) {
            imbalances.add(describe(slab) + ", " + SlabWord.toString(word) + ": " + otherwise);
        }
    }

    private static String describe(Slab slab) {
        return "the slab at 0x" + Long.toHexString(slab.start()) + " of " + slab.blockBytes() + "-byte blocks";
    }
}
