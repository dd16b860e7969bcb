package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

/**
 * What the confined arenas of a cache's owner have in common: how many more of them were opened than ended, and a block
 * for the next one to begin with.
 *
 * <p>The number changes by plain writes, and still none is missed when the heap is closed: it lies in a segment that
 * the close ends, and to end a shared segment is atomic to those who access it. A write is either made before, and then
 * who ended the segment sees it; or it is refused, and who was to write has to count elsewhere. The atomic part is the
 * JDK's, a handshake with all threads when the heap is closed; without it no access of this class would be enough.
 *
 * <p>The block is a live one by its mark, and counts as cached. It is the owner's alone: who takes the cache over when
 * he is dead sees his writes.
 */
public final class ThreadArenas {
    private static final long OWN_CACHE_LINE = 64;

    private final MemorySegment always = Arena.ofAuto().allocate(OWN_CACHE_LINE, OWN_CACHE_LINE);
    private final MemorySegment whileOpen;
    /** The same number, for the owner. */
    private long count;
    private long run;

    private ThreadArenas(Arena scope) {
        whileOpen = always.reinterpret(scope, null);
    }

    /** Those of a heap with this scope, a shared arena; null if it has ended. */
    static ThreadArenas of(Arena scope) {
        try {
            return new ThreadArenas(scope);
        } catch (IllegalStateException ended) {
            return null;
        }
    }

    /**
     * Adds to the number, by the owner.
     *
     * @return whether that was done; if not, the scope has ended
     */
    boolean add(long change) {
        long next = count + change;
        try {
            // Linearization point, if it does not throw. Aligned all the same, and so written at once.
            whileOpen.set(JAVA_LONG_UNALIGNED, 0, next);
        } catch (IllegalStateException | OutOfMemoryError e) {
            return isAddedAfterAll(next);
        }
        count = next;
        return true;
    }

    /** The end of the scope may meet a thread between the write and the way out of the JDK's method for it. */
    private boolean isAddedAfterAll(long next) {
        if (always.get(JAVA_LONG_UNALIGNED, 0) != next) {
            return false;
        }
        count = next;
        return true;
    }

    /** The number at the end of the scope, to whoever has ended it or has heard of that. */
    long atEnd() {
        return always.get(JAVA_LONG_UNALIGNED, 0);
    }

    /** The block that was kept, which is the caller's now, or 0. By the owner. */
    public long takeRun() {
        long taken = run;
        run = 0;
        return taken;
    }

    /**
     * Counts an arena out and keeps a block of it for the next one; does neither if there is one, or the heap was
     * closed. By the owner.
     *
     * @param address of a block with room for what arenas begin with, or 0
     */
    public boolean leaveWith(long address) {
        if (run != 0 || !add(-1)) {
            return false;
        }
        run = address;
        return true;
    }

    /** Counts an arena out; does not if the heap was closed. By the owner. */
    public boolean leave() {
        return add(-1);
    }

    /** What it costs on the Java heap, in bytes: itself, two segments, and what the JDK frees their memory by. */
    static long metadataBytes() {
        return 40 + 2 * 40 + 144;
    }

    /** The block that is kept, or 0; exact for the owner and when nothing else runs. */
    long run() {
        return run;
    }
}
