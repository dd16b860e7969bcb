package org.pinfold.tools.peer;

/** An allocator of raw addresses, as in C. */
public abstract class AddressPeer extends Peer {
    private final long[] addresses;

    protected AddressPeer(int slots) {
        addresses = new long[slots];
    }

    protected abstract long malloc(long size);

    protected abstract long calloc(long size);

    protected abstract long alignedAlloc(long alignment, long size);

    protected abstract long realloc(long address, long size);

    protected abstract void release(long address);

    /** As {@link #usableSize}, by address. */
    protected abstract long usable(long address);

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
