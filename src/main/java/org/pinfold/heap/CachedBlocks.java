package org.pinfold.heap;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * How many blocks of each slab lie in caches. Of others' caches it is what their magazines list, read plainly: an entry
 * may be old.
 */
final class CachedBlocks {
    private final Directory directory;
    private final LongConsumer strays;
    private final Map<Slab, Integer> counts = new IdentityHashMap<>();

    /** None so far; {@code strays} is told of each address at which no block begins. */
    CachedBlocks(Directory directory, LongConsumer strays) {
        this.directory = directory;
        this.strays = strays;
    }

    /** Those of a cache; not what is kept for its owner's next arena, which is live by its mark. */
    void add(ThreadCache cache) {
        cache.forEachBlock(this::add);
    }

    /** One more. */
    void add(long address) {
        Slab slab = directory.slabAt(address);
        if (Slab.blockAt(slab, address) < 0) {
            strays.accept(address);
        } else {
            counts.merge(slab, 1, Integer::sum);
        }
    }

    int of(Slab slab) {
        return counts.getOrDefault(slab, 0);
    }
}
