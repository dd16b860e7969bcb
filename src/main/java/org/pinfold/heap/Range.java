package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongBinaryOperator;
import org.pinfold.os.MemoryRefusedException;
import org.pinfold.os.MemorySource;
import org.pinfold.os.SystemCalls;
import org.pinfold.protocol.SuperslabRun;

/**
 * The superslabs there can be, by number: which of them somebody has, where their memory is, and which units may have
 * content. A heap shares its range with its children; a superslab is one heap's at a time.
 */
abstract class Range {
    /** There are so many times more numbers than superslabs for which there are addresses at first. */
    static final int GROWTH = 2;

    /** The {@link #purgeGranule} where an open superslab keeps all its pages. */
    static final long NOTHING_PURGED = MemorySource.NOTHING_PURGED;

    /** Made once: who marks units has claimed them, and must not find the Java heap full. */
    private static final LongBinaryOperator ADD = (before, more) -> before | more;
    private static final LongBinaryOperator REMOVE = (before, less) -> before & ~less;

    private final SuperslabRun runs;
    /** Bit {@code u} of element {@code i}: unit u of superslab i was handed out since its memory was last zero. */
    private final AtomicLongArray dirty;

    Range(int superslabs) {
        this.runs = new SuperslabRun(superslabs);
        this.dirty = new AtomicLongArray(superslabs);
    }

    /** How many superslabs there are. */
    final int superslabs() {
        return dirty.length();
    }

    final SuperslabRun runs() {
        return runs;
    }

    /** Marks units of a superslab as used, and answers whether they were zero. */
    final boolean soil(int superslab, long units) {
        return (dirty.getAndAccumulate(superslab, units, ADD) & units) == 0;
    }

    /** The units of a superslab that may have content. */
    final long soiled(int superslab) {
        return dirty.get(superslab);
    }

    /** All of a superslab is zero again; for its releaser. */
    final void cleaned(int superslab) {
        dirty.set(superslab, 0);
    }

    /** These units are zero again; for who has claimed them. */
    final void cleaned(int superslab, long units) {
        dirty.accumulateAndGet(superslab, units, REMOVE);
    }

    /** The address of superslab 0, which hot paths know all blocks by that they know; 0 if it has none. */
    abstract long base();

    /** How many bytes behind {@link #base} superslabs follow each other as their numbers do. */
    abstract long contiguousBytes();

    /**
     * Whether any run of superslabs can be a block, and {@code RawMemory} may be used on all of it; else {@link #zero}
     * and {@link #copy} are for that.
     */
    abstract boolean isMapped();

    /** What the first byte of a superslab is aligned to, in bytes. */
    abstract long alignment();

    /** Claims a run whose first byte can be aligned so: its first number, or {@link SuperslabRun#NONE}. */
    abstract int claim(int length, long byteAlignment);

    /**
     * Makes a claimed run readable and writable.
     *
     * @param byteAlignment of the first byte of the run
     * @throws OutOfMemoryError if there is no memory
     * @throws org.pinfold.os.SystemCallException if the system does not allow it
     */
    abstract void open(int first, int length, long byteAlignment);

    /**
     * Gives the memory of an open superslab back.
     *
     * @throws org.pinfold.os.SystemCallException if the system refuses; the superslab is usable, but not zero
     */
    abstract void close(int superslab);

    /** The address of an open superslab. */
    abstract long address(int superslab);

    /** How far behind the first byte of superslab 0 this address would lie in a contiguous range; -1 if in none. */
    abstract long offset(long address);

    /** Why the system has refused the memory of the run that {@link #open} was called for last; null if it has not. */
    MemoryRefusedException refusal() {
        return null;
    }

    /** How much of an open superslab the system says is resident. */
    abstract OptionalLong residentBytes(int superslab);

    /** How much of the whole range huge pages back: 0 if none are asked for; empty if the system does not say. */
    abstract OptionalLong hugePageBytes();

    /** For bytes that were written, or read, after their superslab was closed: gives back the pages they lie in. */
    abstract void purge(long address, long bytes);

    /**
     * Gives whole pages back, which nobody uses now; they are zero afterwards. Of a mapped range only.
     *
     * @throws org.pinfold.os.SystemCallException if the system refuses
     */
    abstract void discard(long address, long bytes);

    /**
     * Makes whole pages inaccessible. Of a mapped range only.
     *
     * @throws org.pinfold.os.SystemCallException if the system refuses
     */
    void guard(long address, long bytes) {
        throw new UnsupportedOperationException("arenas have no pages to guard");
    }

    /** Undoes {@link #guard}. */
    void unguard(long address, long bytes) {
        throw new UnsupportedOperationException("arenas have no pages to guard");
    }

    /**
     * In what pieces, aligned to their size, pages of an open superslab are worth a {@link #discard}: a power of two of
     * bytes, at least a page and at most a superslab; or {@link #NOTHING_PURGED}.
     */
    abstract long purgeGranule();

    /** How many bytes of addresses are taken. */
    abstract long reservedBytes();

    /** The size of the system's pages in bytes. */
    abstract long pageBytes();

    abstract SystemCalls calls();

    /** A segment of a live block; it dies with {@code scope}, or with its memory if that has a scope of its own. */
    abstract MemorySegment segment(long address, long bytes, Arena scope);

    /** Whether this is a segment that {@link #segment} gave with this scope, or a slice of one. */
    abstract boolean owns(MemorySegment segment, Arena scope);

    abstract void zero(long address, long bytes);

    abstract void copy(long from, long to, long bytes);

    /** For a heap that could not be made: the addresses may be another heap's. */
    abstract void abandon();

    /** Not all of the addresses can be read: they are never another heap's. */
    void keepForGood() {
    }

    /** For a closed heap that nobody can be in any more: the addresses may be another heap's. */
    abstract void retire();
}
