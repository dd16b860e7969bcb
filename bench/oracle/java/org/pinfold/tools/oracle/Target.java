package org.pinfold.tools.oracle;

import java.lang.foreign.MemorySegment;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapStats;

/** The heap that is checked: the methods of {@link Heap}, of which a canary overrides one to put a fault there. */
public class Target implements AutoCloseable {
    private final Heap heap;

    /** This heap as it is. */
    public Target(Heap heap) {
        this.heap = heap;
    }

    /** As the heap's. */
    public long malloc(long size) {
        return heap.malloc(size);
    }

    /** As the heap's. */
    public long tryMalloc(long size) {
        return heap.tryMalloc(size);
    }

    /** As the heap's. */
    public long calloc(long size) {
        return heap.calloc(size);
    }

    /** As the heap's. */
    public long alignedAlloc(long alignment, long size) {
        return heap.alignedAlloc(alignment, size);
    }

    /** As the heap's. */
    public MemorySegment allocate(long size, long alignment) {
        return heap.allocate(size, alignment);
    }

    /** As the heap's. */
    public long realloc(long address, long size) {
        return heap.realloc(address, size);
    }

    /** As the heap's. */
    public void free(long address) {
        heap.free(address);
    }

    /** As the heap's. */
    public void free(long address, long size) {
        heap.free(address, size);
    }

    /** As the heap's. */
    public void free(MemorySegment segment) {
        heap.free(segment);
    }

    /** As the heap's. */
    public long usableSize(long address) {
        return heap.usableSize(address);
    }

    /** As the heap's. */
    public void flushThreadCache() {
        heap.flushThreadCache();
    }

    /** As the heap's. */
    public long trim() {
        return heap.trim();
    }

    /** As the heap's. */
    public HeapStats stats() {
        return heap.stats();
    }

    /** As the heap's. */
    public AuditReport audit() {
        return heap.audit();
    }

    /** As the heap's. */
    @Override
    public void close() {
        heap.close();
    }
}
