package org.pinfold.tools.oracle;

import java.lang.foreign.MemorySegment;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapStats;
import org.pinfold.SharedBlock;

/** The heap that is checked: the methods of {@link Heap}, so that something can be put between it and its users. */
public interface Target extends AutoCloseable {
    /** The heap as it is. */
    static Target of(Heap heap) {
        return new HeapTarget(heap);
    }

    /** As {@link Heap#malloc}. */
    long malloc(long size);

    /** As {@link Heap#tryMalloc}. */
    long tryMalloc(long size);

    /** As {@link Heap#calloc}. */
    long calloc(long size);

    /** As {@link Heap#alignedAlloc}. */
    long alignedAlloc(long alignment, long size);

    /** As {@link Heap#allocate}. */
    MemorySegment allocate(long size, long alignment);

    /** As {@link Heap#allocateShared}. */
    SharedBlock allocateShared(long size, long alignment);

    /** As {@link Heap#realloc}. */
    long realloc(long address, long size);

    /** As {@link Heap#free(long)}. */
    void free(long address);

    /** As {@link Heap#free(long, long)}. */
    void free(long address, long size);

    /** As {@link Heap#free(MemorySegment)}. */
    void free(MemorySegment segment);

    /** As {@link Heap#usableSize}. */
    long usableSize(long address);

    /** As {@link Heap#flushThreadCache}. */
    void flushThreadCache();

    /** As {@link Heap#trim}. */
    long trim();

    /** As {@link Heap#stats}. */
    HeapStats stats();

    /** As {@link Heap#audit}. */
    AuditReport audit();

    /** As {@link Heap#close}. */
    @Override
    void close();
}
