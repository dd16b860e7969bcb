package org.pinfold;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.pinfold.heap.Census;

/**
 * A heap in figures; sizes in bytes. Exact when no other thread uses the heap, else each figure is about right.
 *
 * @param limitBytes the most that may be committed
 * @param reservedBytes addresses reserved; they cost no memory
 * @param committedBytes what is open for use and counts against the limit, in superslabs of 4 MiB
 * @param residentBytes how much of that the system says is in physical memory; empty if it does not say
 * @param hugePageBytes how much memory transparent huge pages back in the addresses of the heap, of its parent and of
 *     its children, which share them; it takes the system a while to say. 0 unless the heap was made with
 *     {@link Heap.Builder#hugePages}; empty if the system does not say, as it is where memory is not mapped
 * @param liveBytes blocks that users have, counted at their full (usable) size
 * @param cachedBytes free blocks in thread caches
 * @param metadataBytes what the heap's own records take on the Java heap
 * @param purgedBytes pages given back to the system so far from inside superslabs that stayed open
 * @param retiring superslabs that are retired and still pinned
 * @param learning what was learned about magazines, slabs, and how long free memory rests
 * @param systemCalls system calls made so far
 * @param classes the same by block size, smallest first; large blocks come last, with block size 0
 */
public record HeapStats(
        long limitBytes,
        long reservedBytes,
        long committedBytes,
        OptionalLong residentBytes,
        OptionalLong hugePageBytes,
        long liveBytes,
        long cachedBytes,
        long metadataBytes,
        long purgedBytes,
        RetiringStats retiring,
        LearningStats learning,
        SystemCalls systemCalls,
        List<ClassStats> classes) {

    /**
     * Superslabs that are empty and take no new blocks, but cannot go back to the system yet, because a thread that
     * looks at them, or has just left them, holds a pin. The pin goes within the operation that took it: so there are
     * never more of them than threads inside the heap, the maintenance thread among them, and none when no thread is.
     * One that is old belongs to a thread that the system does not run.
     *
     * @param superslabs how many; all of those counted were in this state at one moment of the call
     * @param bytes what they have committed
     * @param oldestAge for how long the oldest of them has been waiting for its last pin; zero if there is none
     */
    public record RetiringStats(int superslabs, long bytes, Duration oldestAge) {
    }

    /**
     * What the heap has learned, see {@link Heap.Builder#learning}; about each class, {@link ClassStats} tells.
     *
     * @param on whether it learns
     * @param lessons bounds published, for all magazines of a thread or for all slabs
     * @param lowered how often a class was given a lower bound
     * @param raised how often a higher one
     * @param purgeDelay how long memory that nobody uses rests now, at least
     */
    public record LearningStats(boolean on, long lessons, long lowered, long raised, Duration purgeDelay) {
    }

    /**
     * System calls by kind.
     *
     * @param mmap ranges asked for
     * @param munmap ends of ranges returned
     * @param madvise pages given back or touched in advance, and advice about huge pages
     * @param mprotect parts committed step by step
     * @param mincore questions about residency
     * @param mlock parts locked in memory
     * @param munlock parts unlocked
     */
    public record SystemCalls(
            long mmap, long munmap, long madvise, long mprotect, long mincore, long mlock, long munlock) {
        /**
         * Adds up.
         *
         * @return all of them
         */
        public long total() {
            return mmap + munmap + madvise + mprotect + mincore + mlock + munlock;
        }
    }

    /**
     * One size class.
     *
     * @param blockBytes the size of its blocks; 0 for large blocks, which differ in size
     * @param slabs how many slabs it has; a large block is a slab of its own
     * @param liveBlocks blocks that users have
     * @param liveBytes their sizes
     * @param cachedBlocks free blocks in thread caches
     * @param cachedBytes their sizes
     * @param freeBlocks free blocks in slabs, those included that were never given out
     * @param magazineBlocks the most that a magazine of any thread may hold now; it has two at most
     * @param slabBytes the most that the next slab may have; 0 of large blocks
     */
    public record ClassStats(
            long blockBytes, long slabs, long liveBlocks, long liveBytes, long cachedBlocks, long cachedBytes,
            long freeBlocks, int magazineBlocks, long slabBytes) {
    }

    static HeapStats of(Census census) {
        List<ClassStats> classes = census.classes().stream()
                .map(c -> new ClassStats(c.blockBytes(), c.slabs(), c.liveBlocks(), c.liveBytes(), c.cachedBlocks(),
                        c.cachedBytes(), c.freeBlocks(), c.magazineBlocks(), c.slabBytes()))
                .toList();
        var calls = census.systemCalls();
        var retiring = census.retiring();
        var learning = census.learning();
        return new HeapStats(census.limitBytes(), census.reservedBytes(), census.committedBytes(),
                census.residentBytes(), census.hugePageBytes(),
                classes.stream().mapToLong(ClassStats::liveBytes).sum(),
                classes.stream().mapToLong(ClassStats::cachedBytes).sum(), census.metadataBytes(), census.purgedBytes(),
                new RetiringStats(retiring.superslabs(), retiring.bytes(), Duration.ofNanos(retiring.oldestNanos())),
                new LearningStats(learning.on(), learning.lessons(), learning.lowered(), learning.raised(),
                        Duration.ofNanos(learning.restNanos())),
                new SystemCalls(calls.mmap(), calls.munmap(), calls.madvise(), calls.mprotect(), calls.mincore(),
                        calls.mlock(), calls.munlock()),
                classes);
    }
}
