package org.pinfold.tools.peer;

import org.pinfold.Frees;
import org.pinfold.Heap;

/** Pinfold by address, where every block is zeroed: beside allocators that cannot do without. */
public final class PinfoldZeroedPeer extends AddressPeer {
    private final PinfoldHeap pinfold;
    private final Heap heap;

    /** A heap with {@code limit} bytes for a workload of {@code slots} slots. */
    public PinfoldZeroedPeer(int slots, long limit, Frees frees) {
        super(slots);
        pinfold = new PinfoldHeap(limit, frees);
        heap = pinfold.heap();
    }

    @Override
    public long malloc(long size) {
        return heap.calloc(size);
    }

    @Override
    public void release(long address) {
        heap.free(address);
    }

    @Override
    protected long calloc(long size) {
        return heap.calloc(size);
    }

    @Override
    protected long alignedAlloc(long alignment, long size) {
        long address = heap.alignedAlloc(alignment, size);
        Memory.fill(address, size, (byte) 0);
        return address;
    }

    @Override
    protected long realloc(long address, long size) {
        return heap.realloc(address, size);
    }

    @Override
    protected long usable(long address) {
        return heap.usableSize(address);
    }

    @Override
    public long naturalAlignment() {
        return PinfoldHeap.ALIGNMENT;
    }

    @Override
    public String identity() {
        return pinfold.identity() + ", zeroing every block";
    }

    @Override
    public void close() {
        heap.close();
    }
}
