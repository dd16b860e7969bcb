package org.pinfold.tools.watch;

import java.util.List;
import java.util.function.ToLongFunction;
import org.pinfold.HeapMap;
import org.pinfold.HeapMap.Superslab;
import org.pinfold.HeapMap.SuperslabState;

/**
 * What a heap's open memory is used for; the parts add up to what is committed. All in bytes.
 *
 * @param live blocks that users have
 * @param cached free blocks in caches
 * @param free free blocks in slabs
 * @param ends what of slabs is too small for a block
 * @param units units that no slab has
 * @param classes the same by size class
 */
public record MapSums(long live, long cached, long free, long ends, long units, List<ClassSum> classes) {
    /** Adds up. */
    public static MapSums of(HeapMap map) {
        List<ClassSum> classes = ClassSum.of(map);
        long live = sum(classes, ClassSum::liveBytes);
        long cached = sum(classes, ClassSum::cachedBytes);
        long free = sum(classes, ClassSum::freeBytes);
        long slabs = sum(classes, ClassSum::slabBytes);
        // Of a map that was made while threads ran, parts may overlap.
        return new MapSums(live, cached, free, Math.max(slabs - live - cached - free, 0),
                Math.max(map.superslabs().size() * Superslab.BYTES - slabs, 0), classes);
    }

    private static long sum(List<ClassSum> classes, ToLongFunction<ClassSum> figure) {
        return classes.stream().mapToLong(figure).sum();
    }

    /** How many superslabs are in this state. */
    public static long count(HeapMap map, SuperslabState state) {
        return map.superslabs().stream().filter(superslab -> superslab.state() == state).count();
    }

    /** How much is in physical memory, or -1 if the system does not say. */
    public static long resident(HeapMap map) {
        return map.superslabs().stream().mapToLong(Superslab::residentBytes)
                .reduce(0, (sum, more) -> sum < 0 || more < 0 ? -1 : sum + more);
    }
}
