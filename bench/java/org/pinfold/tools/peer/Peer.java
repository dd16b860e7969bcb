package org.pinfold.tools.peer;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An allocator as a replay sees it: blocks are named by the slot that holds them, so that allocators of addresses and
 * allocators of objects are driven by the same loop. The peer keeps what the recorded program would keep for a slot: an
 * address, or an object.
 *
 * <p>Slots are used by one thread at a time, each use happens before the next. Methods that allocate return the
 * address of the block's first byte and throw {@link OutOfMemoryError} when there is no memory; none returns 0.
 */
public abstract class Peer implements AutoCloseable {
    /** What {@link #usableSize} answers where the allocator does not tell. */
    public static final long UNKNOWN = -1;

    /** Puts a block of {@code size} bytes in the empty {@code slot}. */
    public abstract long allocate(int slot, long size);

    /** Puts a block of {@code size} zero bytes in the empty {@code slot}. */
    public abstract long allocateZeroed(int slot, long size);

    /** Puts a block whose address is a multiple of {@code alignment} in the empty {@code slot}. */
    public abstract long allocateAligned(int slot, long size, long alignment);

    /** Changes the size of the slot's block, keeping its first min(oldSize, size) bytes; the block may move. */
    public abstract long resize(int slot, long oldSize, long size);

    /** Frees the slot's block. */
    public abstract void free(int slot);

    /** What was measured, established by looking: the library behind the code called, or the class and its options. */
    public abstract String identity();

    /** The bytes that may be used in the slot's block, or {@link #UNKNOWN}. */
    public long usableSize(int slot) {
        return UNKNOWN;
    }

    /** The power of two that divides every address returned. */
    public long naturalAlignment() {
        return 1;
    }

    /** Whether only the thread that allocated a block may free it. */
    public boolean threadConfined() {
        return false;
    }

    /** Bytes of Java heap that describe blocks; a resident set taken with a fixed Java heap does not show them. */
    public long metadataBytes() {
        return 0;
    }

    /** Bytes that the allocator says it has open for use, in blocks or not; empty if it does not tell. */
    public OptionalLong committedBytes() {
        return OptionalLong.empty();
    }

    /** The allocator's own account of itself, if it can give one. Called when no other thread uses it. */
    public Optional<PeerAudit> audit() {
        return Optional.empty();
    }

    /** Blocks that many may use at once, until the last of them has left; empty if the allocator has none. */
    public Optional<CountedBlocks<?>> counted() {
        return Optional.empty();
    }

    /** A thread of the kind that suits this allocator best. */
    public Thread newThread(Runnable task) {
        return new Thread(task);
    }

    /** A thread of that kind that uses the allocator from the beginning to the end of {@code task}. */
    public final Thread newUser(Runnable task) {
        return newThread(() -> {
            enterThread();
            task.run();
            exitThread();
        });
    }

    /** Called on each thread before it uses the allocator. */
    public void enterThread() {
    }

    /** Called on each thread after its last use of the allocator. */
    public void exitThread() {
    }

    /** The peer that one of several threads calls: this one, unless a thread has something of its own. */
    public Peer forThread() {
        return this;
    }

    /** Gives everything back. Every slot is empty by then. */
    @Override
    public void close() {
    }
}
