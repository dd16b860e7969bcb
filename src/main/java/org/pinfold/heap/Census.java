package org.pinfold.heap;

import java.util.List;
import java.util.OptionalLong;
import org.pinfold.os.SystemCalls;

/**
 * The heap in figures. All sizes are in bytes.
 *
 * @param limitBytes the most that may be open
 * @param reservedBytes addresses reserved
 * @param committedBytes superslabs open
 * @param residentBytes pages of open superslabs that the system says are resident; empty if it does not say
 * @param purgedBytes pages given back so far inside superslabs that stayed open
 * @param hugePageBytes what huge pages back of the addresses of the heap and its family: 0 if they are declined, empty
 *     if the system does not say
 * @param metadataBytes what the heap's own records take on the Java heap
 * @param retiring superslabs that are retired and still pinned
 * @param learning what was learned
 * @param systemCalls calls made
 * @param classes one entry a size class that has slabs; large blocks come last, with block size 0
 */
public record Census(
        long limitBytes,
        long reservedBytes,
        long committedBytes,
        OptionalLong residentBytes,
        long purgedBytes,
        OptionalLong hugePageBytes,
        long metadataBytes,
        RetiringCensus retiring,
        LearningCensus learning,
        SystemCalls systemCalls,
        List<ClassCensus> classes) {

    /**
     * Superslabs closed to new slabs that wait for their last pin; all of those counted did so at one moment.
     *
     * @param superslabs how many
     * @param bytes their size
     * @param oldestNanos for how long the oldest of them has been waiting
     */
    public record RetiringCensus(int superslabs, long bytes, long oldestNanos) {
    }

    /**
     * What was learned about the sizes of magazines and slabs, and about how long free memory rests.
     *
     * @param on whether anything is
     * @param lessons bounds published, for all magazines of a thread or for all slabs
     * @param lowered how often a class was given a lower bound
     * @param raised how often a higher one
     * @param restNanos how long free memory rests at least
     */
    public record LearningCensus(boolean on, long lessons, long lowered, long raised, long restNanos) {
    }

    /**
     * One size class in figures.
     *
     * @param blockBytes the size of a block; 0 for large blocks, which differ
     * @param slabs how many slabs
     * @param liveBlocks blocks with users
     * @param liveBytes their sizes
     * @param cachedBlocks blocks in magazines
     * @param cachedBytes their sizes
     * @param freeBlocks blocks home or not carved
     * @param magazineBlocks the most that a magazine of any thread may hold now
     * @param slabBytes the most that the next slab may have; 0 of large blocks
     */
    public record ClassCensus(
            long blockBytes, long slabs, long liveBlocks, long liveBytes, long cachedBlocks, long cachedBytes,
            long freeBlocks, int magazineBlocks, long slabBytes) {
    }
}
