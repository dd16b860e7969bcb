package org.pinfold;

import java.util.List;

/**
 * Where everything of a heap lies; sizes in bytes. Exact when no other thread uses the heap. While others do, each slab
 * and each magazine is as it was at some moment of {@link Heap#map}: a block on its way may be counted twice or not at
 * all, and a slab may be missing. Even then no figure is out of its bounds.
 *
 * <p>Of a heap of {@link Backing#SYSTEM} there is nothing to tell: its lists are empty. A child has its own superslabs
 * among its parent's addresses, and its map has those alone.
 *
 * @param limitBytes the most that may be open
 * @param committedBytes what is open: {@link Superslab#BYTES} for each superslab
 * @param superslabs those that are open, lowest index first
 * @param caches what threads keep
 */
public record HeapMap(long limitBytes, long committedBytes, List<Superslab> superslabs, List<Cache> caches) {
    /** Takes copies of the lists. */
    public HeapMap {
        superslabs = List.copyOf(superslabs);
        caches = List.copyOf(caches);
    }

    /** What is being done with a superslab. */
    public enum SuperslabState {
        /** Slabs are in it, or about to be. */
        IN_USE,
        /** All its units are free: it waits for its next slab, or to go back. */
        EMPTY,
        /** It takes no more slabs, and goes back to the system when its last pin goes. */
        RETIRING
    }

    /**
     * 4 MiB that are open, in 64 units of 64 KiB.
     *
     * @param index its number
     * @param address of its first byte
     * @param state what is being done with it
     * @param pins what keeps it from going back: one for each slab, and for each thread that looks
     * @param freeUnits a bit for each unit that nobody has, the lowest for the first. Units that are not free and in no
     *     slab of this superslab belong to a huge block that begins in an earlier one, or are just being given back
     * @param residentBytes how much of it is in physical memory, or -1 if the system does not say
     * @param slabs that begin in it, lowest unit first; no two overlap
     */
    public record Superslab(int index, long address, SuperslabState state, long pins, long freeUnits,
            long residentBytes, List<Slab> slabs) {
        /** The size of a superslab. */
        public static final long BYTES = 4L << 20;
        /** The number of units of a superslab. */
        public static final int UNITS = 64;
        /** The size of a unit. */
        public static final long UNIT_BYTES = BYTES / UNITS;

        /** Takes a copy of the list. */
        public Superslab {
            slabs = List.copyOf(slabs);
        }
    }

    /** Who may take blocks from a slab. */
    public enum SlabState {
        /** A thread refills its magazine from it. */
        HELD,
        /** It has free blocks, and waits for a thread that needs some. */
        LISTED,
        /** It has no block to give. */
        FULL,
        /** All its blocks are home, and its units are on their way back. */
        DEAD,
        /** Its records do not agree with each other, so it is out of use. */
        QUARANTINED
    }

    /**
     * A run of units cut into blocks of one size, or one large block.
     *
     * @param firstUnit where it begins in its superslab
     * @param units how many it has; of a huge block more than its superslab does
     * @param large whether it is one large block
     * @param blockBytes the size of its blocks
     * @param capacity how many blocks it can have
     * @param carved how many blocks it has ever given out; those behind were never touched
     * @param live blocks that users have
     * @param cached free blocks in caches
     * @param state who may take blocks from it
     */
    public record Slab(int firstUnit, int units, boolean large, long blockBytes, int capacity, int carved, int live,
            int cached, SlabState state) {
        /**
         * Tells what is left.
         *
         * @return free blocks in the slab, those included that were never given out
         */
        public int free() {
            return capacity - live - cached;
        }
    }

    /** Whose a cache is. */
    public enum CacheOwner {
        /** A thread's that lives. */
        THREAD,
        /** A thread's that has ended: the next thread that needs a cache takes it over, or it is emptied. */
        ENDED,
        /** Nobody's: it was emptied, and waits for a thread that needs one. */
        NOBODY,
        /** Virtual threads share it. */
        SHARED
    }

    /**
     * The free blocks that a thread keeps.
     *
     * @param owner whose it is
     * @param threadId the thread's number; 0 without one
     * @param thread its name; empty without one
     * @param magazines a size class each, of those that have blocks here, smallest first
     * @param largeBlocks how many large blocks it keeps
     * @param largeBytes their sizes
     */
    public record Cache(CacheOwner owner, long threadId, String thread, List<Magazine> magazines, int largeBlocks,
            long largeBytes) {
        /** Takes a copy of the list. */
        public Cache {
            magazines = List.copyOf(magazines);
        }

        /**
         * Adds up.
         *
         * @return what lies here, large blocks included
         */
        public long bytes() {
            return largeBytes + magazines.stream().mapToLong(each -> each.blocks() * each.blockBytes()).sum();
        }
    }

    /**
     * What a cache has of one size class.
     *
     * @param blockBytes the size of the blocks
     * @param hot in the magazine that the thread allocates from and frees to
     * @param spare in the full one beside it
     * @param waiting freed, and held back for a while, as a hardened heap does; or kept for the thread's next arena
     * @param bound the most that a magazine of the thread may hold now
     */
    public record Magazine(long blockBytes, int hot, int spare, int waiting, int bound) {
        /**
         * Adds up.
         *
         * @return all blocks that lie here
         */
        public long blocks() {
            return (long) hot + spare + waiting;
        }
    }
}
