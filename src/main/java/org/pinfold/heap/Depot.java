package org.pinfold.heap;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.pinfold.protocol.BatchRefill;
import org.pinfold.protocol.BlockState;
import org.pinfold.protocol.Duty;
import org.pinfold.protocol.MemoryBudget;
import org.pinfold.protocol.RemoteFreeQueue;
import org.pinfold.protocol.SlabIndex;
import org.pinfold.protocol.SlabWord;
import org.pinfold.protocol.SpanMap;

/**
 * The slabs of a heap by class: where magazines are filled from and blocks go home to.
 *
 * <p>Everything here is a slow path: it allocates on the Java heap and may call the system when a slab is formed.
 */
final class Depot {
    private static final long MOST_KEPT = 32L << 20;
    private static final int KEPT_PART = 32;

    private final Directory directory;
    private final Superslabs superslabs;
    private final Experiments experiments;
    private final CounterAudit audit;
    /** One index a class; element 0 is unused, large blocks are never listed. */
    private final SlabIndex[] indexes = new SlabIndex[SizeClasses.COUNT];
    /** What all threads may keep of large blocks that nobody uses. */
    private final MemoryBudget keptLarge;
    private final CacheShare cacheShare;
    private final boolean hardened;
    private final SlabGrowth growth = new SlabGrowth();
    private final PassInterlock passes = new PassInterlock(System::nanoTime);
    /** What brings home blocks that nobody can use any more; tried before a slab is formed. */
    private volatile Runnable sweep = () -> { };

    Depot(Directory directory, Superslabs superslabs, HeapOptions options) {
        this.directory = directory;
        this.superslabs = superslabs;
        this.keptLarge = new MemoryBudget(Math.min(MOST_KEPT, superslabs.budget().limit() / KEPT_PART));
        this.cacheShare = new CacheShare(superslabs.budget());
        this.hardened = options.hardened();
        this.experiments = options.experiments();
        this.audit = new CounterAudit(options.exactFrees(), options.corruption());
        int identities = directory.superslabs() * Superslab.UNITS;
        for (int sizeClass = 1; sizeClass < indexes.length; sizeClass++) {
            indexes[sizeClass] = new SlabIndex(sizeClass, identities, directory::slab);
        }
    }

    CacheShare cacheShare() {
        return cacheShare;
    }

    /** Whether memory that no user has is zero, and freed blocks wait. */
    boolean isHardened() {
        return hardened;
    }

    /** How large slabs may be. */
    SlabGrowth growth() {
        return growth;
    }

    /** Tells whether free blocks or units may be in the hand of a pass. */
    PassInterlock passes() {
        return passes;
    }

    MemoryBudget keptLarge() {
        return keptLarge;
    }

    /** Whether the limit is so far that large blocks may lie idle. */
    boolean mayKeepLarge() {
        MemoryBudget budget = superslabs.budget();
        return budget.used() < budget.limit() - budget.limit() / KEPT_PART;
    }

    /** Says how to bring home what dead threads have left. */
    void sweepBy(Runnable action) {
        sweep = action;
    }

    /**
     * A slab of this class with free blocks, held for the caller: one that is listed, or else a new one.
     *
     * @param exhausted the slab that the caller has just used up, or null; see {@link #unitsOfNext}
     * @param mayForm whether to form one if none is listed
     * @return null if there is no memory for it
     */
    Slab obtain(int sizeClass, Slab exhausted, boolean mayForm) {
        Slab listed = (Slab) indexes[sizeClass].adopt();
        if (listed == null) {
            sweep.run();
            listed = (Slab) indexes[sizeClass].adopt();
        }
        return listed != null || !mayForm ? listed : form(sizeClass, unitsOfNext(sizeClass, exhausted));
    }

    /**
     * Twice as many as the slab before it had, up to a bound, which saves time. Where memory counts more, slabs stay
     * small, so that they come back sooner; and before a superslab is opened for one, it takes what room there is in
     * the open ones.
     */
    private int unitsOfNext(int sizeClass, Slab exhausted) {
        if (!cacheShare.isLargeHeap()) {
            int doubled = SizeClasses.units(sizeClass, exhausted == null ? 0 : exhausted.units());
            return Math.min(doubled, growth.bounds().of(sizeClass));
        }
        int units = SizeClasses.units(sizeClass, 0);
        if (units == SizeClasses.leastUnits(sizeClass)) {
            return units;
        }
        int room = superslabs.room(units);
        while (room > 0 && !SizeClasses.fill(sizeClass, room)) {
            room--;
        }
        return room > 0 ? room : units;
    }

    /** The new slab has fewer units, at last those of one block, where there is no room for more. */
    private Slab form(int sizeClass, int wanted) {
        int units = wanted;
        int least = SizeClasses.leastUnits(sizeClass);
        // Metadata first: if the Java heap is exhausted, nothing has been claimed yet.
        Slab slab = new Slab(sizeClass, units);
        while (!superslabs.place(slab, units, 1)) {
            if (units == least) {
                return null;
            }
            units = Math.max(units / 2, least);
            slab = new Slab(sizeClass, units);
        }
        growth.formed(sizeClass);
        cacheShare.count(sizeClass, units);
        try {
            indexes[sizeClass].reserve(slab.identity());
        } catch (OutOfMemoryError e) {
            retireIfHome(slab);
            throw e;
        }
        return slab;
    }

    /**
     * One refill: blocks move from the slab to the empty magazine.
     *
     * @param most how many, at most what the magazine has room for
     * @param foundTwice told of a block that turns out to have another holder, after two frees that raced
     * @return how many came, 0 if the slab is exhausted, or -1 if it is not held any more
     */
    int fill(Slab slab, long[] magazine, int most, LongConsumer foundTwice) {
        int want = experiments.batchRefill() ? most : 1;
        long before = slab.isQuarantined() ? SlabWord.REFUSED : BatchRefill.refill(slab, want);
        if (before == SlabWord.REFUSED) {
            return -1;
        }
        if (experiments.counterAudit()) {
            judge(slab, audit.ofTaken(slab, before));
        }
        int fresh = BatchRefill.carving(before, slab.capacity(), want);
        int first = SlabWord.carved(before);
        long mark = slab.isClean() ? ThreadCache.NEVER_USED : 0;
        // Highest first, so that the magazine hands them out in the order of their addresses.
        for (int i = 0; i < fresh; i++) {
            int block = first + fresh - 1 - i;
            slab.carve(block);
            magazine[i] = slab.address(block) + mark;
        }
        return fillFromChain(slab, before, magazine, fresh, want, foundTwice);
    }

    private int fillFromChain(Slab slab, long before, long[] magazine, int fresh, int want, LongConsumer foundTwice) {
        int home = SlabWord.count(before);
        int taken = Math.min(home, want);
        int filled = fresh;
        int block = SlabWord.head(before);
        for (int i = 0; i < taken; i++) {
            int next = BatchRefill.unlink(slab, block);
            // Another state than IN_SLAB was written by a free that raced with an earlier one. A block that a user has
            // by now is left to him; else it is ours, and the other entry is found when its turn comes.
            boolean ours = slab.take(block);
            if (!ours) {
                foundTwice.accept(slab.address(block));
            }
            if (ours || !BlockState.isAllocated(slab.state(block))) {
                magazine[filled++] = slab.address(block);
            }
            block = next;
        }
        if (home > taken) {
            push(slab, block, RemoteFreeQueue.UNKNOWN, home - taken);
        }
        return filled;
    }

    /**
     * Marks a block of the caller's hand as allocated, and mends the unit table if it does not know.
     *
     * @param popped as {@link ThreadCache#pop} answers it
     * @return false if two frees have raced, and somebody else has the block
     */
    boolean handOut(long popped, int sizeClass) {
        long address = popped & ~ThreadCache.NEVER_USED;
        Slab slab = directory.slabAt(address);
        int block = Slab.blockAt(slab, address);
        if (block < 0 || slab.kind() != sizeClass || !slab.allocate(block)) {
            return false;
        }
        directory.note(slab);
        return true;
    }

    /** A chain of the caller's blocks goes home; that of a slab in quarantine stays out. */
    void push(Slab slab, int head, int tail, int blocks) {
        pushPurged(slab, head, tail, blocks);
        slab.homecoming();
    }

    /** As {@link #push}, of blocks whose pages need no purge. */
    void pushPurged(Slab slab, int head, int tail, int blocks) {
        if (slab.isQuarantined()) {
            return;
        }
        if (experiments.counterAudit()) {
            judge(slab, audit.ofPushed(slab, head, blocks));
        }
        Duty duty = RemoteFreeQueue.push(slab, head, tail, blocks);
        if (duty == Duty.REFUSED) {
            throw audit.refused(slab, blocks);
        }
        settle(slab, duty);
    }

    /**
     * A large block, marked as cached, goes home, and its slab dies of it. There is no second entry of it to be found
     * out, since frees of large blocks are exact.
     */
    void sendHome(Slab large) {
        large.goHome(0);
        push(large, 0, 0, 1);
    }

    private void judge(Slab slab, String problem) {
        if (problem != null) {
            quarantine(slab);
            throw audit.mismatch(slab, problem);
        }
    }

    /**
     * Takes a slab with a wrong word or chain out of use: nobody holds or lists it, its units and its pin stay its own.
     * Users keep their blocks and magazines theirs, which go from hand to hand until they are flushed.
     *
     * <p>The mark is set once and looked at before each refill and push. One that is past its look goes through, and is
     * audited by itself; if it announces the slab once more, who adopts it finds the mark at the refill. The chain that
     * was found stays out, so the slab is in use for good; should its word have lost count of that and let it die, the
     * audit before its units go back finds the chain incomplete.
     */
    private void quarantine(Slab slab) {
        slab.quarantine();
        BatchRefill.unhold(slab);
        if (!slab.isLarge()) {
            indexes[slab.kind()].withdraw(slab.identity());
        }
    }

    /** Lets a slab go that the caller holds, or that an idle holder left behind. */
    void unhold(Slab slab) {
        settle(slab, BatchRefill.unhold(slab));
    }

    /** Gives the slab's units back if all its blocks are home, whoever holds it. */
    void retireIfHome(Slab slab) {
        settle(slab, BatchRefill.retire(slab));
    }

    private void settle(Slab slab, Duty duty) {
        if (duty == Duty.LIST) {
            indexes[slab.kind()].announce(slab.identity());
        } else if (duty == Duty.RETIRE) {
            if (experiments.counterAudit()) {
                judge(slab, audit.ofTaken(slab, slab.getVolatile()));
            }
            if (!slab.isLarge()) {
                indexes[slab.kind()].withdraw(slab.identity());
                cacheShare.count(slab.kind(), -slab.units());
            }
            superslabs.vacate(slab);
        }
    }

    /** Whether a slab of this class has blocks to give, whoever holds it, or there are units for one. */
    boolean hasAny(int sizeClass) {
        boolean[] any = {false};
        forEachSlab(slab -> {
            long word = slab.getVolatile();
            any[0] |= slab.kind() == sizeClass && !slab.isQuarantined() && SlabWord.state(word) != SlabWord.DEAD
                    && SlabWord.used(word) < slab.capacity();
        });
        int units = SizeClasses.leastUnits(sizeClass);
        superslabs.forEach(superslab -> any[0] |= superslab.spans().look(units, 1) != SpanMap.NONE);
        return any[0];
    }

    /** Retires the listed slabs whose blocks are all home, then the superslabs that are empty. */
    void trim() {
        forEachSlab(this::retireIfHome);
        superslabs.retireIdle();
    }

    /** Every slab in the directory, once; exact when nothing else runs. */
    void forEachSlab(Consumer<Slab> action) {
        superslabs.forEach(superslab -> superslab.forEachSlab(action));
    }

    Experiments experiments() {
        return experiments;
    }

    Experiments.Counts counterAudit() {
        long[] quarantined = {0};
        forEachSlab(slab -> quarantined[0] += slab.isQuarantined() ? 1 : 0);
        return new Experiments.Counts(audit.made(), audit.mismatches(), quarantined[0]);
    }

    Directory directory() {
        return directory;
    }

    Superslabs superslabs() {
        return superslabs;
    }

    /** Whether the index of the slab's class has its bit; for audits. */
    boolean isListed(Slab slab) {
        return indexes[slab.kind()].isAnnounced(slab.identity());
    }

    /** What the indexes cost on the Java heap, in bytes, as far as it does not depend on use. */
    long metadataBytes() {
        return directory.metadataBytes()
                + (long) indexes.length * (96 + 12 * (directory.superslabs() >>> 6));
    }
}
