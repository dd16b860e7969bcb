package org.pinfold.tools.oracle;

import java.lang.foreign.MemorySegment;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapStats;
import org.pinfold.SharedBlock;

/** A heap as it is. */
final class HeapTarget implements Target {
    private final Heap heap;

    HeapTarget(Heap heap) {
        this.heap = heap;
    }

    @Override
    public long malloc(long size) {
        return heap.malloc(size);
    }

    @Override
    public long tryMalloc(long size) {
        return heap.tryMalloc(size);
    }

    @Override
    public long calloc(long size) {
        return heap.calloc(size);
    }

    @Override
    public long alignedAlloc(long alignment, long size) {
        return heap.alignedAlloc(alignment, size);
    }

    @Override
    public MemorySegment allocate(long size, long alignment) {
        return heap.allocate(size, alignment);
    }

    @Override
    public SharedBlock allocateShared(long size, long alignment) {
        return heap.allocateShared(size, alignment);
    }

    @Override
    public long realloc(long address, long size) {
        return heap.realloc(address, size);
    }

    @Override
    public void free(long address) {
        heap.free(address);
    }

    @Override
    public void free(long address, long size) {
        heap.free(address, size);
    }

    @Override
    public void free(MemorySegment segment) {
        heap.free(segment);
    }

    @Override
    public long usableSize(long address) {
        return heap.usableSize(address);
    }

    @Override
    public void flushThreadCache() {
        heap.flushThreadCache();
    }

    @Override
    public long trim() {
        return heap.trim();
    }

    @Override
    public HeapStats stats() {
        return heap.stats();
    }

    @Override
    public AuditReport audit() {
        return heap.audit();
    }

    @Override
    public void close() {
        heap.close();
    }
}
