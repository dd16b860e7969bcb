package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.pinfold.heap.Census.ClassCensus;
import org.pinfold.protocol.MemoryBudget;
import org.pinfold.protocol.SlabWord;

/**
 * Adds up a {@link Census} from the slabs' words and the magazines' fill; nothing is counted on the hot paths.
 *
 * <p>Exact when nothing else runs. While other threads run, each figure is one that was true of its slab or magazine
 * at some moment during the call.
 */
final class CensusTaker {
    private final Depot depot;
    private final CacheTable caches;
    private final long[] slabs = new long[SizeClasses.LARGE + 1];
    private final long[] used = new long[SizeClasses.LARGE + 1];
    private final long[] free = new long[SizeClasses.LARGE + 1];
    private final long[] cached = new long[SizeClasses.LARGE + 1];
    private final int[] magazineBlocks = new int[SizeClasses.LARGE + 1];
    private long largeBytes;
    private long cachedLargeBytes;
    private long slabBytes;
    private long metadata;
    private OptionalLong resident = OptionalLong.of(0);

    CensusTaker(Depot depot, CacheTable caches) {
        this.depot = depot;
        this.caches = caches;
    }

    /** A census without the system's part, which takes too long for a failing allocation. */
    String shortage(long byteSize) {
        depot.forEachSlab(this::add);
        caches.forEach(this::add);
        List<ClassCensus> classes = classes();
        long committed = depot.superslabs().budget().used();
        long live = classes.stream().mapToLong(ClassCensus::liveBytes).sum();
        long cached = classes.stream().mapToLong(ClassCensus::cachedBytes).sum();
        long free = classes.stream().mapToLong(c -> c.freeBlocks() * c.blockBytes()).sum();
        MemoryBudget budget = depot.superslabs().budget();
        return byteSize + " bytes requested; limit " + budget.limit() + ", committed " + committed
                + ": live " + live + ", cached " + cached + ", free in slabs " + free + ", ends of slabs too small for"
                + " a block " + (slabBytes - live - cached - free) + ", in empty units " + (committed - slabBytes)
                + " bytes" + ofFamily(budget);
    }

    /** What is to be known beside a heap's own figures if it is not its own limit that is reached. */
    static String ofFamily(MemoryBudget own) {
        MemoryBudget tightest = own;
        for (MemoryBudget budget = own.parent(); budget != null; budget = budget.parent()) {
            tightest = room(budget) < room(tightest) ? budget : tightest;
        }
        return tightest == own ? "" : "; with its parents or children, which share a limit of " + tightest.limit()
                + ": committed " + tightest.used() + " bytes";
    }

    /** How much may still be taken, parents apart; less than nothing under a limit that was lowered. */
    static long room(MemoryBudget budget) {
        return budget.limit() - budget.used();
    }

    /** With {@code system}'s blocks, if it is not null, as large ones. */
    Census take(Range range, SystemBlocks system, Reclaimer reclaimer, Records records) {
        depot.forEachSlab(this::add);
        caches.forEach(this::add);
        metadata += depot.metadataBytes() + caches.metadataBytes() + records.metadataBytes();
        if (system != null) {
            slabs[SizeClasses.LARGE] += system.live();
            used[SizeClasses.LARGE] += system.live();
            largeBytes += system.liveBytes();
        }
        if (!range.isMapped()) {
            resident = OptionalLong.empty();
        }
        Superslabs superslabs = depot.superslabs();
        superslabs.forEach(superslab -> add(superslab, range));
        return new Census(superslabs.budget().limit(), range.reservedBytes(), superslabs.budget().used(), resident,
                reclaimer.purgedBytes(), range.hugePageBytes(), metadata,
                new RetiringLook(superslabs).confirmed(System::nanoTime), reclaimer.learning().census(),
                range.calls(), classes());
    }

    private void add(Superslab superslab, Range range) {
        if (!superslab.isReleased()) {
            resident = plus(resident, range.residentBytes(superslab.index()));
        }
    }

    private void add(Slab slab) {
        long word = slab.getVolatile();
        slabs[slab.kind()]++;
        used[slab.kind()] += SlabWord.used(word);
        free[slab.kind()] += slab.capacity() - SlabWord.used(word);
        metadata += slab.metadataBytes();
        slabBytes += (long) slab.units() * SizeClasses.UNIT_BYTES;
        if (slab.isLarge()) {
            largeBytes += SlabWord.used(word) * slab.blockBytes();
        }
    }

    private void add(ThreadCache cache) {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            cached[sizeClass] += cache.free(sizeClass);
            int bound = cache.sizes().published().of(sizeClass);
            magazineBlocks[sizeClass] = Math.max(magazineBlocks[sizeClass], bound);
        }
        cache.large().forEach(slab -> {
            cached[SizeClasses.LARGE]++;
            cachedLargeBytes += slab.blockBytes();
        });
        metadata += cache.metadataBytes();
    }

    private List<ClassCensus> classes() {
        List<ClassCensus> classes = new ArrayList<>();
        for (int sizeClass = 1; sizeClass <= SizeClasses.LARGE; sizeClass++) {
            if (slabs[sizeClass] == 0) {
                continue;
            }
            long live = Math.max(used[sizeClass] - cached[sizeClass], 0);
            boolean large = sizeClass == SizeClasses.LARGE;
            long blockBytes = large ? 0 : SizeClasses.bytes(sizeClass);
            long liveBytes = large ? Math.max(largeBytes - cachedLargeBytes, 0) : live * blockBytes;
            long cachedBytes = large ? cachedLargeBytes : cached[sizeClass] * blockBytes;
            classes.add(new ClassCensus(blockBytes, slabs[sizeClass], live, liveBytes, cached[sizeClass], cachedBytes,
                    free[sizeClass], magazineBlocks[sizeClass], large ? 0 : slabBytes(sizeClass)));
        }
        return List.copyOf(classes);
    }

    private long slabBytes(int sizeClass) {
        return (long) depot.growth().bounds().of(sizeClass) * SizeClasses.UNIT_BYTES;
    }

    private static OptionalLong plus(OptionalLong sum, OptionalLong more) {
        return sum.isPresent() && more.isPresent()
                ? OptionalLong.of(sum.getAsLong() + more.getAsLong())
                : OptionalLong.empty();
    }
}
