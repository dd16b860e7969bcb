package org.pinfold.heap;

import java.util.OptionalLong;
import org.pinfold.protocol.PinGuard;
import org.pinfold.protocol.SlabWord;

/**
 * Tells a {@link Survey} where everything lies, and changes nothing: not even what dead threads have left goes home.
 *
 * <p>Exact when nothing else runs. While other threads do, each slab and each magazine is told as it was at some moment
 * of the call, and these moments differ: so a block on its way may be told twice or not at all. Nobody waits for the
 * surveyor. It reads the Java heap alone, and asks the system about addresses; a superslab is pinned while it is looked
 * at, so that what is told of it is of one generation. Magazines of others are read plainly: an entry may be old, and
 * only tells to which slab a block belongs, if any.
 */
final class Surveyor {
    private final Depot depot;
    private final CacheTable caches;
    private final Range range;
    private final Survey survey;
    private final CachedBlocks cached;

    Surveyor(Depot depot, CacheTable caches, Range range, Survey survey) {
        this.depot = depot;
        this.caches = caches;
        this.range = range;
        this.survey = survey;
        // What is no block is an old entry.
        this.cached = new CachedBlocks(depot.directory(), _ -> { });
    }

    void survey() {
        Superslabs superslabs = depot.superslabs();
        survey.heap(superslabs.budget().limit(), superslabs.budget().used());
        caches.forEach(this::countCached);
        superslabs.forEach(this::tellPinned);
        caches.forEach(this::tell);
    }

    /** What a thread keeps for its next arena is among them. */
    private void countCached(ThreadCache cache) {
        cached.add(cache);
        cached.add(cache.arenaRun());
    }

    /** A RETIRING superslab takes no pin; it is told all the same, if it is RETIRING still. */
    private void tellPinned(Superslab superslab) {
        boolean pinned = superslab.guard().tryPin(superslab.guard().generation());
        try {
            if (!superslab.isReleased()) {
                tell(superslab, pinned ? 1 : 0);
            }
        } finally {
            if (pinned) {
                depot.superslabs().pool().unpin(superslab);
            }
        }
    }

    private void tell(Superslab superslab, int ownPins) {
        long guard = superslab.guard().getVolatile();
        OptionalLong resident = range.residentBytes(superslab.index());
        survey.superslab(superslab.index(), superslab.address(), PinGuard.state(guard) == PinGuard.RETIRING,
                Math.max(PinGuard.pins(guard) - ownPins, 0), superslab.spans().getVolatile(), resident.orElse(-1));
        for (int unit = 0; unit < Superslab.UNITS; unit++) {
            Slab slab = superslab.slab(unit);
            if (slab != null && slab.superslab() == superslab && slab.firstUnit() == unit) {
                tell(slab);
                // A slab that is formed meanwhile on units of this one is not told too.
                unit += Math.max(slab.units(), 1) - 1;
            }
        }
    }

    private void tell(Slab slab) {
        long word = slab.getVolatile();
        survey.slab(slab.firstUnit(), slab.units(), slab.blockBytes(), slab.isLarge(), word, slab.capacity(),
                Math.min(cached.of(slab), SlabWord.used(word)), slab.isQuarantined());
    }

    private void tell(ThreadCache cache) {
        int[] blocks = {0};
        long[] bytes = {0};
        cache.large().forEach(slab -> {
            blocks[0]++;
            bytes[0] += slab.blockBytes();
        });
        long owner = cache.ownerVolatile();
        survey.cache(owner, cache.thread(owner), blocks[0], bytes[0]);
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int all = cache.free(sizeClass);
            int hot = cache.hot(sizeClass);
            int spare = Math.max(cache.cached(sizeClass) - hot, 0);
            if (all > 0) {
                survey.magazine(SizeClasses.bytes(sizeClass), hot, spare, Math.max(all - hot - spare, 0),
                        cache.sizes().published().of(sizeClass));
            }
        }
    }
}
