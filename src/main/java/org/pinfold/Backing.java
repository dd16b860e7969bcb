package org.pinfold;

/** Where a heap's memory comes from. */
public enum Backing {
    /**
     * What the system property {@code org.pinfold.backing} names, if it is set when the heap is made; else
     * {@link #MMAP}, or {@link #ARENA} where the VM denies native access or the platform is another one.
     */
    AUTO,

    /** Memory mapped from the system, with pages that go back while addresses stay. Linux, with native access. */
    MMAP,

    /**
     * Memory of the JDK's shared arenas, which needs no native access and runs everywhere. Compared with {@link #MMAP}:
     * <ul>
     * <li>addresses are real, but are unmapped when their 4 MiB are given back: a stale one may crash the VM or belong
     *     to somebody else, as in C; so use segments, which throw instead;
     * <li>memory is zeroed by the JDK and resident as soon as it is opened, and given back in pieces of 4 MiB and more
     *     once nothing in them is live; nothing tells how much is resident;
     * <li>a segment lives until its 4 MiB are given back or the heap is closed. {@link Heap#close} does not fail while
     *     a native call uses a segment: the memory of that one is given back later, or never. A parent's segments live
     *     until its last child is closed;
     * <li>blocks larger than 4 MiB move whenever they grow or shrink, and what is left of their last 4 MiB idles;
     * <li>every allocation and free takes the slow path.
     * </ul>
     */
    ARENA,

    /**
     * The C library's {@code malloc}: every call is passed through, one block for one block, so that sanitizers,
     * valgrind or a preloaded debugging allocator see what the program does. Linux, with native access. Nothing of what
     * Pinfold checks is checked: the library, or the tool, does what it does about misuse, and may end the process. The
     * limit counts what the library says blocks have. Blocks that are live when the heap is closed stay allocated, and
     * are what a leak checker reports. {@link Heap#realloc} always moves, and {@link Heap#goodSize} does not tell the
     * sizes of these blocks.
     */
    SYSTEM
}
