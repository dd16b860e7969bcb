package org.pinfold.migration;

import java.lang.foreign.MemorySegment;
import java.nio.FloatBuffer;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.nio.ByteOrder.nativeOrder;

/** Vertices in a block of a heap. */
final class MeshAfter implements Mesh {
    private final Heap heap;
    // region class
    private MemorySegment memory;
    private FloatBuffer vertices;

    MeshAfter(Heap heap) {
        this.heap = heap;
        reach(heap.allocate(JAVA_FLOAT, 96), 0);
    }

    private void reach(MemorySegment segment, int position) {
        memory = segment;
        vertices = segment.asByteBuffer().order(nativeOrder()).asFloatBuffer().position(position);
    }

    @Override
    public void add(float x, float y, float z) {
        if (!vertices.hasRemaining()) {
            reach(heap.realloc(memory, 2 * memory.byteSize()), vertices.position());
        }
        vertices.put(x).put(y).put(z);
    }

    @Override
    public void close() {
        heap.free(memory);
    }
    // endregion

    @Override
    public FloatBuffer vertices() {
        return vertices.duplicate().flip();
    }
}
