package org.pinfold.check;

/** What a subject that was made for a number of blocks does with it. */
public enum Capacity {
    /** Refuses when that many blocks are held, and never before. */
    EXACT,
    /** Never lets more be held, and may refuse earlier: free blocks may lie in caches of other threads. */
    AT_MOST,
    /** Knows no such number, and refuses nothing that the checks ask for. */
    UNBOUNDED
}
