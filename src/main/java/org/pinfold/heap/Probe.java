package org.pinfold.heap;

/**
 * Watches the heaps of the process from outside of the library's core: told of what happens on slow paths, on the
 * thread that does it. Sizes are in bytes.
 *
 * <p>An error of the virtual machine that it throws, such as that there is no memory, is ignored; it throws nothing
 * else. It must not use a heap, since who tells it may have something in hand.
 */
public interface Probe {
    /** Whether anybody wants to know; asked each time, so it should take no longer than a read. */
    boolean isListening();

    /** A heap was made. */
    void opened(String heap, long limitBytes, String backing);

    /** A heap was closed. */
    void closed(String heap);

    /** So many blocks came to a thread's magazine from a slab. */
    void refilled(String heap, long blockBytes, int blocks);

    /** So many blocks of a magazine went home to their slabs. */
    void flushed(String heap, long blockBytes, int blocks);

    /** A slab has units of a superslab from now on, with blocks of this size. */
    void formed(String heap, int superslab, int firstUnit, long bytes, long blockBytes);

    /** A slab gives its units back. */
    void vacated(String heap, int superslab, int firstUnit, long bytes, long blockBytes);

    /** Pages within a superslab that stays open went back. */
    void purged(String heap, int superslab, int firstUnit, long bytes);

    /** A superslab is open for slabs. */
    void superslabOpened(String heap, int superslab);

    /** A superslab takes no more slabs. */
    void superslabRetired(String heap, int superslab);

    /** The pages of a superslab went back, all of them. */
    void superslabReleased(String heap, int superslab);

    /** There was no room for so much after all that the heap can do, and its user was asked to make some. */
    void pressed(String heap, long bytes, boolean madeRoom);

    /** An allocation is about to fail with an error. */
    void refused(String heap, long bytes, String reason);

    /** A misuse was found. */
    void misused(String heap, String kind, long address, String detail);

    /** A block of the sample was allocated, which is one in so many. */
    void allocated(String heap, long address, long bytes, int oneIn);

    /** A block of the sample is freed that was live for so long. */
    void freed(String heap, long address, long bytes, long liveNanos);
}
