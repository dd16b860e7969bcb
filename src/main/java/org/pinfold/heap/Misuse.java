package org.pinfold.heap;

import org.pinfold.trace.Trace;

/**
 * What a caller did wrong with an address.
 *
 * @param kind what it is
 * @param address the address the caller gave, or the block that was freed twice
 * @param detail what the heap knows about it, in words
 * @param record what was recorded of the block, or null
 * @param now when the misuse was found, as the clock of the record tells it
 */
public record Misuse(Kind kind, long address, String detail, Trace record, long now) {
    /** One of a block of which nothing is recorded, as far as the finder knows. */
    Misuse(Kind kind, long address, String detail) {
        this(kind, address, detail, null, 0);
    }

    /** With so much more in words. */
    Misuse with(String more) {
        return new Misuse(kind, address, detail + more, record, now);
    }

    /** With what is recorded of the block. */
    Misuse with(Trace known, long nanos) {
        return new Misuse(kind, address, detail + "; recorded: " + known.text(nanos), known, nanos);
    }

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
