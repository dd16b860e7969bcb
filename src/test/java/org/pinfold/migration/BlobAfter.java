package org.pinfold.migration;

import java.lang.foreign.MemorySegment;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/** Bytes in a block of a heap. */
final class BlobAfter implements Blob {
    private final Heap heap;

    BlobAfter(Heap heap) {
        this.heap = heap;
    }

    // region class
    private long address;
    private int length;

    @Override
    public void append(byte[] more) {
        address = heap.realloc(address, length + more.length);
        MemorySegment.copy(more, 0, view(length + more.length), JAVA_BYTE, length, more.length);
        length += more.length;
    }

    private MemorySegment view(long byteSize) {
        return MemorySegment.ofAddress(address).reinterpret(byteSize);
    }

    @Override
    public byte[] toArray() {
        return view(length).toArray(JAVA_BYTE);
    }

    @Override
    public void close() {
        heap.free(address);
    }
    // endregion
}
