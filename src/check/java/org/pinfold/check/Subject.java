package org.pinfold.check;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is checked: an allocator or a pool, behind the few methods that the checks call.
 *
 * <p>Every method but {@link #close} must be as safe for use by several threads as the subject itself claims to be: an
 * adapter that locks hides the races that are looked for. None of them may wait for another thread to free a block:
 * where the subject has a waiting and a trying method, call the trying one.
 *
 * @param <B> a block, as the subject hands it out: an address, a segment, a buffer, an object. A pool of objects that
 *     have no bytes to write keeps an array of them with each object
 */
public interface Subject<B> extends AutoCloseable {
    /**
     * Takes a block.
     *
     * @param size how many bytes the checks will write; a pool of blocks that are all alike need not look at it
     * @return a block, or null if the subject refuses, for whatever reason: it is exhausted, or closed
     */
    B allocate(int size);

    /**
     * Gives a block back. The checks free a block again only where {@link Promises#secondFree} says what that does.
     *
     * @param block one that was allocated, by any thread
     * @return true if it was taken back; false if the subject refuses, as a block that is free already. Any exception
     *     fails the check: turn the one by which your subject refuses into false
     */
    boolean free(B block);

    /**
     * Writes the first bytes of a block that the caller holds.
     *
     * @param block one that the caller holds
     * @param content at most as many bytes as were asked for
     */
    void write(B block, byte[] content);

    /**
     * Reads the first bytes of a block that the caller holds.
     *
     * @param block one that the caller holds
     * @param content where to put them; as many as it is long
     */
    void read(B block, byte[] content);

    /**
     * What tells a block from every other one that is held at the same time, by {@code equals} and {@code hashCode}.
     * Override it where a block's own look at something else, as those of {@link java.nio.ByteBuffer}, which compare
     * contents.
     *
     * @param block one that was allocated
     * @return the block, if not overridden
     */
    default Object identity(B block) {
        return block;
    }

    /**
     * How many blocks are held by callers, by the subject's own count. Asked for only when nothing else runs.
     *
     * @return empty if it has no such figure
     */
    default OptionalLong liveBlocks() {
        return OptionalLong.empty();
    }

    /**
     * How many bytes of memory the subject takes for its blocks. Asked for only when nothing else runs.
     *
     * @return empty if it has no such figure
     */
    default OptionalLong memoryBytes() {
        return OptionalLong.empty();
    }

    /**
     * What the subject itself finds wrong with its state. Asked for only when nothing else runs.
     *
     * @return nothing, if not overridden
     */
    default List<String> problems() {
        return List.of();
    }

    /** Ends the subject; blocks may still be held. */
    @Override
    default void close() {
    }
}
