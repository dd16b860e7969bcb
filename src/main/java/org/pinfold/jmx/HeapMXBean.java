package org.pinfold.jmx;

import java.util.List;
import java.util.Map;
import org.pinfold.HeapMap;

/**
 * A heap as a management console sees it. Sizes are in bytes. Each attribute about memory adds up the heap's figures by
 * itself, which takes time in proportion to the number of slabs; {@link #statistics} tells all of them at once.
 *
 * <p>Of a heap that is closed, or that nobody can reach any more, everything throws {@link IllegalStateException}.
 */
public interface HeapMXBean {
    /**
     * What the heap is called.
     *
     * @return as {@code Heap.name}
     */
    String getName();

    /**
     * Where its memory comes from.
     *
     * @return the name of a {@code Backing}
     */
    String getBacking();

    /**
     * The most that may be committed.
     *
     * @return bytes
     */
    long getLimitBytes();

    /**
     * Addresses reserved.
     *
     * @return bytes, which cost no memory
     */
    long getReservedBytes();

    /**
     * What is open for use and counts against the limit.
     *
     * @return bytes, a multiple of 4 MiB where memory is the heap's own
     */
    long getCommittedBytes();

    /**
     * How much of that is in physical memory.
     *
     * @return bytes, or -1 if the system does not say
     */
    long getResidentBytes();

    /**
     * What transparent huge pages back, as {@code HeapStats.hugePageBytes}.
     *
     * @return bytes, or -1 if the system does not say
     */
    long getHugePageBytes();

    /**
     * Blocks that users have.
     *
     * @return bytes, at the blocks' full size
     */
    long getLiveBytes();

    /**
     * Free blocks in thread caches.
     *
     * @return bytes
     */
    long getCachedBytes();

    /**
     * Free blocks in slabs, those included that were never given out.
     *
     * @return bytes
     */
    long getFreeBytes();

    /**
     * What the heap's own records take on the Java heap.
     *
     * @return bytes
     */
    long getMetadataBytes();

    /**
     * Pages given back to the system so far from inside superslabs that stayed open.
     *
     * @return bytes; only grows
     */
    long getPurgedBytes();

    /**
     * Superslabs that are retired and still pinned.
     *
     * @return how many
     */
    int getRetiringSuperslabs();

    /**
     * Slabs, of which each large block is one.
     *
     * @return how many
     */
    long getSlabs();

    /**
     * System calls made so far.
     *
     * @return how many; only grows
     */
    long getSystemCalls();

    /**
     * Misuse reported so far.
     *
     * @return how often; only grows
     */
    long getMisuseCount();

    /**
     * The same by kind.
     *
     * @return by the name of the kind, of those that occurred
     */
    Map<String, Long> getMisuseCounts();

    /**
     * Tells all figures of one moment, for who wants more than one or two attributes.
     *
     * @return the figures
     */
    HeapFigures figures();

    /**
     * Tells where everything lies, as {@code Heap.map}. Of many slabs it takes a while to hand this to another process.
     *
     * @return the map
     */
    HeapMap map();

    /**
     * Tells what threads keep: the caches of {@link #map} alone.
     *
     * @return a cache each
     */
    List<HeapMap.Cache> caches();

    /**
     * Gives memory back, as {@code Heap.trim}.
     *
     * @return by how many bytes what is committed has shrunk
     */
    long trim();

    /**
     * Checks the heap's books, as {@code Heap.audit}.
     *
     * @return what was found, as text
     */
    String audit();

    /**
     * Tells the heap's figures.
     *
     * @return as text, a line for each size class
     */
    String statistics();

    /**
     * Tells what is live and where it was allocated.
     *
     * @return as text; that nothing is recorded, of a heap without leak tracking
     */
    String leaks();

    /**
     * Tells the misuse so far.
     *
     * @return as text
     */
    String misuses();
}
