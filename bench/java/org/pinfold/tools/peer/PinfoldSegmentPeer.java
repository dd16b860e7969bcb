package org.pinfold.tools.peer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.pinfold.Frees;
import org.pinfold.Heap;

/** Pinfold by segment, one heap of its own. */
public final class PinfoldSegmentPeer extends ObjectPeer<MemorySegment> {
    private final PinfoldHeap pinfold;
    private final Heap heap;

    /** A heap with {@code limit} bytes for a workload of {@code slots} slots. */
    public PinfoldSegmentPeer(int slots, long limit, Frees frees) {
        super(slots);
        pinfold = new PinfoldHeap(limit, frees);
        heap = pinfold.heap();
    }

    @Override
    public MemorySegment malloc(long size) {
        return heap.allocate(size, PinfoldHeap.ALIGNMENT);
    }

    @Override
    public void release(MemorySegment block) {
        heap.free(block);
    }

    @Override
    public void putLong(MemorySegment block, long value) {
        block.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, value);
    }

    @Override
    public long address(MemorySegment block) {
        return block.address();
    }

    @Override
    public void requireOwn(MemorySegment block, long size) {
        require(block.byteSize() == size && heap.usableSize(block.address()) >= size, block);
    }

    @Override
    public long allocateZeroed(int slot, long size) {
        long address = allocate(slot, size);
        block(slot).fill((byte) 0);
        return address;
    }

    @Override
    public long allocateAligned(int slot, long size, long alignment) {
        return put(slot, heap.allocate(size, alignment));
    }

    @Override
    public long resize(int slot, long oldSize, long size) {
        MemorySegment old = block(slot);
        MemorySegment block = malloc(size);
        MemorySegment.copy(old, 0, block, 0, Math.min(oldSize, size));
        heap.free(old);
        return put(slot, block);
    }

    @Override
    public long usableSize(int slot) {
        return heap.usableSize(block(slot).address());
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
    public Optional<PeerAudit> audit() {
        return pinfold.audit();
    }

    @Override
    public String identity() {
        return pinfold.identity() + ", segments";
    }

    @Override
    public void close() {
        heap.close();
    }
}
