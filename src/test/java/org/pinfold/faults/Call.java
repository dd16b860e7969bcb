package org.pinfold.faults;

/** A kind of call that can fail: of the system, or of a {@code MemorySource}. */
public enum Call {
    /** Addresses are mapped. */
    MMAP,
    /** An end of a mapping is cut off. */
    MUNMAP,
    /** Advice about huge pages. */
    ADVISE,
    /** Pages are backed in advance. */
    POPULATE,
    /** Pages go back. */
    PURGE,
    /** A part is made writable. */
    MPROTECT,
    /** A question about residency. */
    MINCORE,
    MLOCK,
    MUNLOCK,
    /** {@code MemorySource.reserve}. */
    RESERVE,
    /** {@code MemorySource.commit}, which makes no call where all was committed up front. */
    COMMIT,
    /** {@code MemorySource.purge}. */
    GIVE_BACK,
    /** {@code MemorySource.guard}. */
    GUARD,
    /** {@code MemorySource.unguard}. */
    UNGUARD,
    /** {@code MemorySource.residentBytes}. */
    ASK
}
