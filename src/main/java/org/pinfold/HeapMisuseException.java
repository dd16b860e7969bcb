package org.pinfold;

import java.time.Instant;
import java.util.Optional;
import org.pinfold.heap.Misuse;
import org.pinfold.trace.Trace;

/**
 * A caller gave the heap an address, or a size for an address, that cannot be right.
 *
 * <p>The call has changed nothing, and the heap stays usable. A {@link Kind#DOUBLE_FREE} that two racing frees made may
 * be reported by a later, innocent allocation or {@link Heap#flushThreadCache}; that call may be repeated.
 *
 * <p>In a hardened heap a free that finds {@link Kind#OVERFLOW} or {@link Kind#UNDERFLOW} is carried out before it is
 * reported. {@link Kind#WRITE_AFTER_FREE} is about memory that the caller has nothing to do with: an allocation that
 * reports it may be repeated, a free has done its work.
 */
public final class HeapMisuseException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What was wrong. */
    public enum Kind {
        /** The block was free already. */
        DOUBLE_FREE,
        /** The address lies within a block or between blocks, not at the first byte of one. */
        INTERIOR_POINTER,
        /** The address does not belong to this heap. */
        FOREIGN_POINTER,
        /** The address belongs to this heap, but no block was allocated there, or its memory was given back since. */
        NOT_ALLOCATED,
        /** The stated size does not belong to the block. */
        SIZE_MISMATCH,
        /** Bytes behind the last one of a block were overwritten; seen by hardened heaps. */
        OVERFLOW,
        /** Bytes before the first one of a block were overwritten; seen by hardened heaps. */
        UNDERFLOW,
        /** Memory was written to while nobody had it; seen by hardened heaps. */
        WRITE_AFTER_FREE,
        /** Nobody holds a pin on the {@link SharedBlock}, or the caller's was dropped before. */
        NOT_PINNED
    }

    /** What was wrong. */
    private final Kind kind;
    /** The address in question. */
    private final long address;
    /** Null if that is not known. */
    private final transient Provenance allocated;
    /** Null if that is not known, or the block is live. */
    private final transient Provenance freed;

    HeapMisuseException(Misuse misuse) {
        this(Kind.valueOf(misuse.kind().name()), misuse.address(), misuse.detail(), misuse.record(), misuse.now());
    }

    HeapMisuseException(Kind kind, long address, String message) {
        this(kind, address, message, null, 0);
    }

    private HeapMisuseException(Kind kind, long address, String message, Trace record, long nanos) {
        super(kind + ": " + message);
        this.kind = kind;
        this.address = address;
        Instant now = record == null ? null : Instant.now();
        this.allocated = record == null ? null : Provenance.of(record.allocated(), now, nanos);
        this.freed = record == null ? null : Provenance.of(record.freed(), now, nanos);
    }

    /**
     * Tells what was wrong.
     *
     * @return the kind of misuse
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Tells which address it was.
     *
     * @return the address that the caller gave, or that of the block that was freed twice or is not pinned
     */
    public long address() {
        return address;
    }

    /**
     * Tells where the block was allocated that the address belongs to, or belonged to last. Known of blocks that
     * {@link Heap.Builder#leakTracking} has chosen, and of segments that {@link Heap.Builder#guardedSampling(int)} has,
     * if they were given as segments: of an address, where others may have been since, the message tells alone. Not
     * known after serialization.
     *
     * @return empty if it is not known
     */
    public Optional<Provenance> allocated() {
        return Optional.ofNullable(allocated);
    }

    /**
     * Tells where that block was freed, likewise.
     *
     * @return empty if it is not known, or the block is live
     */
    public Optional<Provenance> freed() {
        return Optional.ofNullable(freed);
    }
}
