package org.pinfold.tools.peer;

import java.util.Optional;
import java.util.OptionalLong;
import org.pinfold.Frees;
import org.pinfold.Heap;

/** Pinfold by address, one heap of its own. */
public final class PinfoldPeer extends AddressPeer {
    private final PinfoldHeap pinfold;
    private final Heap heap;

    /** A heap with {@code limit} bytes for a workload of {@code slots} slots. */
    public PinfoldPeer(int slots, long limit, Frees frees) {
        this(slots, new PinfoldHeap(limit, frees));
    }

    private PinfoldPeer(int slots, PinfoldHeap pinfold) {
        super(slots);
        this.pinfold = pinfold;
        heap = pinfold.heap();
    }

    /** The same with a hardened heap. */
    public static PinfoldPeer hardened(int slots, long limit) {
        return new PinfoldPeer(slots, PinfoldHeap.hardened(limit));
    }

    @Override
    public long malloc(long size) {
        return heap.malloc(size);
    }

    @Override
    protected long calloc(long size) {
        return heap.calloc(size);
    }

    @Override
    protected long alignedAlloc(long alignment, long size) {
        return heap.alignedAlloc(alignment, size);
    }

    @Override
    protected long realloc(long address, long size) {
        return heap.realloc(address, size);
    }

    @Override
    public void release(long address) {
        heap.free(address);
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
    public long metadataBytes() {
        return heap.stats().metadataBytes();
    }

    @Override
    public OptionalLong committedBytes() {
        return OptionalLong.of(heap.stats().committedBytes());
    }

    @Override
    public Optional<PeerAudit> audit() {
        return pinfold.audit();
    }

    @Override
    public Optional<CountedBlocks<?>> counted() {
        return Optional.of(new PinnedBlocks(heap));
    }

    @Override
    public String identity() {
        return pinfold.identity();
    }

    @Override
    public void close() {
        heap.close();
    }
}
