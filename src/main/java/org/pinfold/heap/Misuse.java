package org.pinfold.heap;

/**
 * What a caller did wrong with an address.
 *
 * @param kind what it is
 * @param address the address the caller gave, or the block that was freed twice
 * @param detail what the heap knows about it, in words
 */
public record Misuse(Kind kind, long address, String detail) {
    /** The kinds, named as in the public exception. */
    public enum Kind {
        /** The block is free already. */
        DOUBLE_FREE,
        /** Within a live slab, but not the first byte of a block. */
        INTERIOR_POINTER,
        /** Not in this heap's addresses. */
        FOREIGN_POINTER,
        /** In this heap's addresses, but no block is there now. */
        NOT_ALLOCATED,
        /** The stated size gives blocks of another class. */
        SIZE_MISMATCH,
        /** Bytes behind the block's last one were overwritten. */
        OVERFLOW,
        /** Bytes before the block's first one were overwritten. */
        UNDERFLOW,
        /** Memory that nobody has was written to. */
        WRITE_AFTER_FREE
    }
}
