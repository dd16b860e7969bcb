package org.pinfold.migration;

import java.lang.foreign.MemorySegment;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

// region class
final class LongsAfter implements Longs {
    private final Heap heap;
    private long size;
    private MemorySegment longs;

    LongsAfter(Heap heap) {
        this.heap = heap;
        longs = heap.allocate(JAVA_LONG, 16);
    }

    @Override
    public void add(long value) {
        if (8 * size == longs.byteSize()) {
            longs = heap.realloc(longs, 2 * longs.byteSize());
        }
        longs.setAtIndex(JAVA_LONG, size++, value);
    }

    @Override
    public long get(long index) {
        return longs.getAtIndex(JAVA_LONG, index);          // throws beyond the capacity
    }

    @Override
    public void close() {
        heap.free(longs);
    }
}
// endregion
