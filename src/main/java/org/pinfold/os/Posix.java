package org.pinfold.os;

import java.lang.foreign.MemorySegment;

/**
 * The calls to the C library that {@link MmapSource} is made of; tests put a kernel of their own behind it.
 *
 * <p>Results follow the kernel's convention: zero or an address is success, a negative number is an error's number
 * negated. No valid user address is negative.
 */
interface Posix {
    /** Maps anonymous private memory of this protection at an address of the system's choice, which it returns. */
    long mmap(long bytes, int protection);

    long munmap(long address, long bytes);

    long madvise(long address, long bytes, int advice);

    long mprotect(long address, long bytes, int protection);

    /** Writes one byte for each page to {@code vector}; the lowest bit is set if the page is resident. */
    long mincore(long address, long bytes, MemorySegment vector);

    /** Backs the pages with memory, and keeps it there. What was locked when this fails is not told. */
    long mlock(long address, long bytes);

    /** Undoes any number of {@link #mlock}. */
    long munlock(long address, long bytes);

    long pageSize();
}
