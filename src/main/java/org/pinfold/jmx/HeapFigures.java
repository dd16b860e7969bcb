package org.pinfold.jmx;

import java.util.List;
import org.pinfold.Heap;
import org.pinfold.HeapStats;

/**
 * A heap's figures of one moment, as management consoles can have them; sizes in bytes.
 *
 * @param backing the name of a {@code Backing}
 * @param limitBytes the most that may be committed
 * @param reservedBytes addresses reserved
 * @param committedBytes what is open for use and counts against the limit
 * @param residentBytes how much of that is in physical memory, or -1 if the system does not say
 * @param liveBytes blocks that users have
 * @param cachedBytes free blocks in thread caches
 * @param freeBytes free blocks in slabs, those included that were never given out
 * @param metadataBytes what the heap's own records take on the Java heap
 * @param purgedBytes pages given back so far from inside superslabs that stayed open
 * @param retiringSuperslabs superslabs that are retired and still pinned
 * @param systemCalls system calls made so far
 * @param misuses misuse reported so far
 * @param classes the same by block size, smallest first; large blocks come last, with block size 0
 */
public record HeapFigures(String backing, long limitBytes, long reservedBytes, long committedBytes, long residentBytes,
        long liveBytes, long cachedBytes, long freeBytes, long metadataBytes, long purgedBytes,
        int retiringSuperslabs, long systemCalls, long misuses, List<HeapStats.ClassStats> classes) {
    static HeapFigures of(Heap heap) {
        HeapStats stats = heap.stats();
        return new HeapFigures(heap.backing().name(), stats.limitBytes(), stats.reservedBytes(),
                stats.committedBytes(), stats.residentBytes().orElse(-1), stats.liveBytes(), stats.cachedBytes(),
                freeBytes(stats), stats.metadataBytes(), stats.purgedBytes(), stats.retiring().superslabs(),
                stats.systemCalls().total(), heap.misuses().total(), stats.classes());
    }

    static long freeBytes(HeapStats stats) {
        return stats.classes().stream().mapToLong(each -> each.freeBlocks() * each.blockBytes()).sum();
    }
}
