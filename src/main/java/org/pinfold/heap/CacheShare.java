package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.pinfold.protocol.MemoryBudget;

/**
 * How much the magazines of all threads may hold together, and those of a class.
 *
 * <p>What lies idle is measured by what the heap has open anyway. A small heap is there to be fast: as long as it and
 * its caches have less than {@value #SMALL_HEAP} bytes together, caches have what they ask for. Of a larger one they
 * may hold one part in {@value #PART}. Of blocks that are smaller than a page, a cached one can be what keeps a page
 * from going back, so that there also their number counts: those of one thread may hold one part in {@value #PART} of
 * what the slabs of their class have.
 */
final class CacheShare {
    private static final long SMALL_HEAP = 48L << 20;
    private static final long PART = 32;
    private static final int PAGE = 1 << 12;

    private final MemoryBudget open;
    /** How many units the slabs of each class have. */
    private final AtomicIntegerArray units = new AtomicIntegerArray(SizeClasses.COUNT);
    private final MemoryBudget taken = new MemoryBudget(Long.MAX_VALUE);

    /** The share of a heap with this budget of what it has open. */
    CacheShare(MemoryBudget open) {
        this.open = open;
    }

    /** A slab of so many units has come; if they are fewer than none, one of as many has gone. */
    void count(int sizeClass, int more) {
        units.getAndAdd(sizeClass, more);
    }

    /** The most blocks of a magazine of this class; there may be a spare one with as many. */
    int blocks(int sizeClass) {
        int most = SizeClasses.magazineBlocks(sizeClass);
        if (!isLargeHeap() || SizeClasses.bytes(sizeClass) >= PAGE) {
            return most;
        }
        long bytes = ((long) units.get(sizeClass) << SizeClasses.UNIT_SHIFT) / (2 * PART);
        return Math.clamp(bytes / SizeClasses.bytes(sizeClass), SizeClasses.fewestInMagazine(sizeClass), most);
    }

    private long allowed() {
        long used = open.used();
        return Math.max(used / PART, SMALL_HEAP - used);
    }

    /** Takes so many bytes of the share; false if that is more than is left. A hint: two who ask at once may both. */
    boolean tryTake(long bytes) {
        return taken.used() + bytes <= allowed() && taken.tryTake(bytes);
    }

    void giveBack(long bytes) {
        taken.giveBack(bytes);
    }

    /** Whether caches hold more than their share, as the heap has become smaller, or less small. */
    boolean isExceeded() {
        return taken.used() > allowed();
    }

    /** Whether the heap is so large that memory counts more than time. */
    boolean isLargeHeap() {
        return open.used() > SMALL_HEAP;
    }
}
