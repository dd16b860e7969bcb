package org.pinfold.tools.oracle;

import java.lang.foreign.MemorySegment;
import org.pinfold.AuditReport;
import org.pinfold.HeapStats;
import org.pinfold.SharedBlock;

/** Something between a heap and its users. What a subclass does not override goes through unchanged. */
public class TargetFilter implements Target {
    private final Target inner;

    /** In front of this one. */
    protected TargetFilter(Target inner) {
        this.inner = inner;
    }

    @Override
    public long malloc(long size) {
        return inner.malloc(size);
    }

    @Override
    public long tryMalloc(long size) {
        return inner.tryMalloc(size);
    }

    @Override
    public long calloc(long size) {
        return inner.calloc(size);
    }

    @Override
    public long alignedAlloc(long alignment, long size) {
        return inner.alignedAlloc(alignment, size);
    }

    @Override
    public MemorySegment allocate(long size, long alignment) {
        return inner.allocate(size, alignment);
    }

    @Override
    public SharedBlock allocateShared(long size, long alignment) {
        return inner.allocateShared(size, alignment);
    }

    @Override
    public long realloc(long address, long size) {
        return inner.realloc(address, size);
    }

    @Override
    public void free(long address) {
        inner.free(address);
    }

    @Override
    public void free(long address, long size) {
        inner.free(address, size);
    }

    @Override
    public void free(MemorySegment segment) {
        inner.free(segment);
    }

    @Override
    public long usableSize(long address) {
        return inner.usableSize(address);
    }

    @Override
    public void flushThreadCache() {
        inner.flushThreadCache();
    }

    @Override
    public long trim() {
        return inner.trim();
    }

    @Override
    public HeapStats stats() {
        return inner.stats();
    }

    @Override
    public AuditReport audit() {
        return inner.audit();
    }

    @Override
    public void close() {
        inner.close();
    }
}
