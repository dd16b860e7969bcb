package org.pinfold.heap;

import org.pinfold.protocol.SlabWord;

/**
 * Is told where everything of a heap lies, by {@link HeapCore#survey}: the figures first, then each superslab with its
 * slabs after it, then each cache with its magazines after it. Sizes are in bytes.
 */
public interface Survey {
    /** Of the whole heap: what may be open, and what is. */
    void heap(long limitBytes, long committedBytes);

    /**
     * A superslab that is open.
     *
     * @param index its number
     * @param address of its first byte
     * @param retiring whether it takes no more slabs and goes back with its last pin
     * @param pins one for each slab, and those of who looks at it now; not the one of this look
     * @param freeUnits a bit for each unit that nobody has
     * @param residentBytes how much of it is in physical memory, or -1 if the system does not say
     */
    void superslab(int index, long address, boolean retiring, long pins, long freeUnits, long residentBytes);

    /**
     * A slab that begins in the last superslab; no two of one superslab overlap.
     *
     * @param firstUnit where it begins
     * @param units how many it has; more than the superslab does of a huge block
     * @param blockBytes the size of a block
     * @param large whether the whole slab is one block
     * @param word what it has, see {@link SlabWord}
     * @param capacity the number of blocks
     * @param cached how many blocks lie in caches; not more than are out of the slab
     * @param quarantined whether it is out of use, since its records do not agree
     */
    void slab(int firstUnit, int units, long blockBytes, boolean large, long word, int capacity, int cached,
            boolean quarantined);

    /**
     * A cache.
     *
     * @param owner the number of the thread whose it is; 0 if it is nobody's, negative if virtual threads share it
     * @param thread that thread; null if there is none, or it cannot be reached any more
     * @param largeBlocks large blocks kept
     * @param largeBytes their sizes
     */
    void cache(long owner, Thread thread, int largeBlocks, long largeBytes);

    /**
     * A size class of the last cache that has blocks there.
     *
     * @param blockBytes the size of a block
     * @param hot in the magazine that the thread uses
     * @param spare in the full one beside it
     * @param waiting freed, and held back for a while, in a hardened heap; or kept for the thread's next arena
     * @param bound the most that a magazine of the thread may hold now
     */
    void magazine(long blockBytes, int hot, int spare, int waiting, int bound);
}
