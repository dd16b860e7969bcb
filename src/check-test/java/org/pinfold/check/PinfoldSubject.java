package org.pinfold.check;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.OptionalLong;
import org.pinfold.Frees;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/** A heap of Pinfold, whose blocks are addresses. */
final class PinfoldSubject implements Subject<Long> {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final Heap heap;

    PinfoldSubject(long limit, Frees frees) {
        heap = Heap.builder().limit(limit).frees(frees).build();
    }

    @Override
    public Long allocate(int size) {
        try {
            long address = heap.tryMalloc(size);
            return address == 0 ? null : address;
        } catch (IllegalStateException closed) {
            return null;
        }
    }

    @Override
    public boolean free(Long block) {
        try {
            heap.free(block);
            return true;
        } catch (HeapMisuseException | IllegalStateException refused) {
            return false;
        }
    }

    @Override
    public void write(Long block, byte[] content) {
        MemorySegment.copy(content, 0, MEMORY, JAVA_BYTE, block, content.length);
    }

    @Override
    public void read(Long block, byte[] content) {
        MemorySegment.copy(MEMORY, JAVA_BYTE, block, content, 0, content.length);
    }

    @Override
    public OptionalLong liveBlocks() {
        return OptionalLong.of(heap.audit().liveBlocks());
    }

    @Override
    public OptionalLong memoryBytes() {
        return OptionalLong.of(heap.stats().committedBytes());
    }

    @Override
    public List<String> problems() {
        return heap.audit().problems();
    }

    @Override
    public void close() {
        heap.close();
    }
}
