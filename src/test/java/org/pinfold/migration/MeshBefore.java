package org.pinfold.migration;

import java.nio.FloatBuffer;
import org.lwjgl.system.MemoryUtil;

// region class
final class MeshBefore implements Mesh {
    private FloatBuffer vertices = MemoryUtil.memAllocFloat(96);

    @Override
    public void add(float x, float y, float z) {
        if (!vertices.hasRemaining()) {
            vertices = MemoryUtil.memRealloc(vertices, 2 * vertices.capacity());
        }
        vertices.put(x).put(y).put(z);
    }

    @Override
    public FloatBuffer vertices() {
        return vertices.duplicate().flip();
    }

    @Override
    public void close() {
        MemoryUtil.memFree(vertices);
    }
}
// endregion
