package org.pinfold.tools.peer;

import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * No allocator: hands out cache lines in turn, as many as there are slots, or 4,096. A loop that runs with it costs
 * what the loop, its slots and its writes cost, which a measurement subtracts. Nothing beyond a line may be written.
 */
public final class EmptyAddressPeer extends AddressPeer {
    private static final long LINE = 64;
    private static final int MOST_LINES = 4096;

    private final int slots;
    private final long bytes;
    private final long base;
    private long next;

    public EmptyAddressPeer(int slots) {
        super(slots);
        this.slots = slots;
        bytes = LINE * lines(slots);
        base = Arena.global().allocate(bytes, LINE).address();
    }

    /** How many lines there are for {@code slots} slots: the next power of two, up to a limit. */
    static int lines(int slots) {
        return slots <= 1 ? 1 : Math.min(MOST_LINES, 2 * Integer.highestOneBit(slots - 1));
    }

    @Override
    public long malloc(long size) {
        long offset = next;
        next = offset + LINE & bytes - 1;
        return base + offset;
    }

    @Override
    public void release(long address) {
    }

    @Override
    protected long calloc(long size) {
        return malloc(size);
    }

    @Override
    protected long alignedAlloc(long alignment, long size) {
        return malloc(size);
    }

    @Override
    protected long realloc(long address, long size) {
        return malloc(size);
    }

    @Override
    protected long usable(long address) {
        return UNKNOWN;
    }

    @Override
    public void requireOwn(long address, long size) {
        if (address < base || address >= base + bytes) {
            throw new IllegalStateException("0x" + Long.toHexString(address) + " is none of the empty loop's lines");
        }
    }

    @Override
    public Optional<CountedBlocks<?>> counted() {
        return Optional.of(new UncountedBlocks());
    }

    @Override
    public Peer forThread() {
        return new EmptyAddressPeer(slots);
    }

    @Override
    public String identity() {
        return "no allocator: cache lines in turn";
    }
}
