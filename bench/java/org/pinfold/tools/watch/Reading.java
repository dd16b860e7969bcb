package org.pinfold.tools.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.pinfold.HeapMap;
import org.pinfold.jmx.HeapFigures;
import org.pinfold.jmx.HeapMXBean;

/**
 * What the heaps of a process told at about one time.
 *
 * @param nanos when, as System.nanoTime tells it
 * @param heaps the figures by name
 * @param chosen the heap that is looked at more closely, or null if there is none
 * @param caches what threads keep of that heap
 */
public record Reading(long nanos, Map<String, HeapFigures> heaps, String chosen, List<HeapMap.Cache> caches) {
    /**
     * Asks the heaps.
     *
     * @param wanted which one to look at more closely; the one with most committed bytes, if that is null or not
     *     open
     */
    public static Reading of(RemoteHeaps from, String wanted) throws TargetException {
        Map<String, HeapFigures> heaps = from.ask(HeapMXBean::figures);
        String chosen = heaps.keySet().stream().filter(name -> name.equals(wanted)).findFirst()
                .or(() -> heaps.keySet().stream().max(Comparator.comparingLong(
                        name -> heaps.get(name).committedBytes()))).orElse(null);
        List<HeapMap.Cache> caches = chosen == null ? List.of() : from.ask(chosen, HeapMXBean::caches)
                .orElse(List.of());
        return new Reading(System.nanoTime(), heaps, chosen, caches);
    }

    /** The heap so many places behind the chosen one, around the end; null if there is none. */
    public String neighbour(int places) {
        List<String> names = List.copyOf(heaps.keySet());
        return names.isEmpty() ? null : names.get(Math.floorMod(names.indexOf(chosen) + places, names.size()));
    }
}
