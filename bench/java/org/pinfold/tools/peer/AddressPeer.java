package org.pinfold.tools.peer;

/**
 * An allocator of raw addresses, as in C. A virtual machine that times one should run one kind only: then calls of
 * {@link #malloc} and {@link #release} have one target and are compiled into the loop.
 */
public abstract class AddressPeer extends Peer {
    private final long[] addresses;

    protected AddressPeer(int slots) {
        addresses = new long[slots];
    }

    /** The address of a block of {@code size} bytes; 0 where the allocator tells so that there is no memory. */
    public abstract long malloc(long size);

    protected abstract long calloc(long size);

    protected abstract long alignedAlloc(long alignment, long size);

    protected abstract long realloc(long address, long size);

    /** Frees the block at {@code address}. */
    public abstract void release(long address);

    /** As {@link #usableSize}, by address. */
    protected abstract long usable(long address);

    /**
     * Does nothing if the allocator behind {@link #identity} knows a live block of {@code size} bytes at
     * {@code address}, which {@link #malloc} returned.
     *
     * @throws RuntimeException if it does not: something else served the calls
     */
    public void requireOwn(long address, long size) {
        long usable = usable(address);
        if (usable < size) {
            throw new IllegalStateException(identity() + " knows " + usable + " bytes at 0x"
                    + Long.toHexString(address) + ", where a block of " + size + " bytes should be");
        }
    }

    @Override
    public final long allocate(int slot, long size) {
        return put(slot, malloc(size), size);
    }

    @Override
    public final long allocateZeroed(int slot, long size) {
        return put(slot, calloc(size), size);
    }

    @Override
    public final long allocateAligned(int slot, long size, long alignment) {
        return put(slot, alignedAlloc(alignment, size), size);
    }

    @Override
    public final long resize(int slot, long oldSize, long size) {
        return put(slot, realloc(addresses[slot], size), size);
    }

    @Override
    public final void free(int slot) {
        release(addresses[slot]);
    }

    @Override
    public final long usableSize(int slot) {
        return usable(addresses[slot]);
    }

    private long put(int slot, long address, long size) {
        if (address == 0) {
            throw new OutOfMemoryError(getClass().getSimpleName() + " has no " + size + " bytes");
        }
        addresses[slot] = address;
        return address;
    }
}
