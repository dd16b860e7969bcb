package org.pinfold.tools.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pinfold.HeapMap;
import org.pinfold.HeapMap.Slab;
import org.pinfold.HeapMap.Superslab;

/**
 * All slabs of one size class.
 *
 * @param blockBytes the size of a block; 0 of large blocks, which differ
 * @param slabs how many slabs
 * @param slabBytes their units
 * @param liveBlocks blocks that users have
 * @param cachedBlocks free blocks in caches
 * @param freeBlocks free blocks in slabs
 * @param liveBytes their sizes, each
 * @param cachedBytes likewise
 * @param freeBytes likewise
 * @param byFill how many slabs users have a tenth of at most, more than that and two tenths at most, and so on
 */
public record ClassSum(long blockBytes, int slabs, long slabBytes, long liveBlocks, long cachedBlocks,
        long freeBlocks, long liveBytes, long cachedBytes, long freeBytes, List<Integer> byFill) {
    /** Into how many parts slabs are sorted by their fill. */
    public static final int FILLS = 10;

    /** The sums of a heap, smallest blocks first, large ones last. */
    public static List<ClassSum> of(HeapMap map) {
        Map<Long, List<Slab>> classes = new TreeMap<>();
        map.superslabs().forEach(superslab -> superslab.slabs().forEach(slab -> classes
                .computeIfAbsent(slab.large() ? Long.MAX_VALUE : slab.blockBytes(), size -> new ArrayList<>())
                .add(slab)));
        return classes.values().stream().map(ClassSum::of).toList();
    }

    private static ClassSum of(List<Slab> slabs) {
        Integer[] byFill = new Integer[FILLS];
        Arrays.fill(byFill, 0);
        long live = 0;
        long cached = 0;
        long free = 0;
        long units = 0;
        long[] bytes = new long[3];
        for (Slab slab : slabs) {
            live += slab.live();
            cached += slab.cached();
            free += slab.free();
            units += slab.units();
            bytes[0] += slab.live() * slab.blockBytes();
            bytes[1] += slab.cached() * slab.blockBytes();
            bytes[2] += slab.free() * slab.blockBytes();
            byFill[Math.max(Math.ceilDiv(slab.live() * FILLS, slab.capacity()) - 1, 0)]++;
        }
        Slab first = slabs.getFirst();
        return new ClassSum(first.large() ? 0 : first.blockBytes(), slabs.size(), units * Superslab.UNIT_BYTES, live,
                cached, free, bytes[0], bytes[1], bytes[2], List.of(byFill));
    }

    /** How much of the units users have, from 0 to 1. */
    public double fill() {
        return (double) liveBytes / slabBytes;
    }
}
