package org.pinfold.tools.variants;

import org.pinfold.Heap;

/**
 * An allocator for one thread and requests of 1 to {@link #LARGEST_REQUEST} bytes, and its way to find a block's size.
 *
 * <p>Its blocks are those of a heap. It may take larger ones than was asked for, to keep something of its own before
 * what the user gets: its headroom, in bytes.
 */
public abstract class Variant implements AutoCloseable {
    /** The largest request, in bytes. */
    public static final int LARGEST_REQUEST = 1024;

    private final String name;
    private final int headroom;
    private final Heap heap = Heap.create();

    protected Variant(String name, int headroom) {
        this.name = name;
        this.headroom = headroom;
    }

    public final String name() {
        return name;
    }

    final int headroom() {
        return headroom;
    }

    /** What the blocks are from. */
    final Heap heap() {
        return heap;
    }

    /** Allocates at least {@code size} bytes and answers their address, a multiple of 16. */
    protected abstract long allocate(int size);

    /** Frees the block that the user knows by {@code address}. */
    protected abstract void free(long address);

    /** How large the block is that the user knows by {@code address}, headroom included, in bytes: the lookup. */
    protected abstract int blockBytes(long address);

    /** The same, whatever the variant believes: the heap knows. */
    final int trueBlockBytes(long address) {
        return (int) heap.usableSize(address - headroom);
    }

    /** Gives all memory back. */
    @Override
    public final void close() {
        heap.close();
    }
}
