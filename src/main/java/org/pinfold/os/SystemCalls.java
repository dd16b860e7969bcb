package org.pinfold.os;

/**
 * How many system calls a {@link MemorySource} has made, by kind. A refused call counts like any other.
 *
 * @param mmap ranges asked for
 * @param munmap ranges returned, trimmed ends included
 * @param madvise advice given: huge pages, pages touched in advance, and purges
 * @param mprotect parts committed step by step, and guard pages
 * @param mincore chunks asked about for residency
 * @param mlock parts locked in memory
 * @param munlock parts unlocked
 */
public record SystemCalls(
        long mmap, long munmap, long madvise, long mprotect, long mincore, long mlock, long munlock) {
    /** Of who makes none. */
    public static final SystemCalls NONE = new SystemCalls(0, 0, 0, 0, 0, 0, 0);

    /**
     * Adds the kinds up.
     *
     * @return the calls of all kinds
     */
    public long total() {
        return mmap + munmap + madvise + mprotect + mincore + mlock + munlock;
    }
}
