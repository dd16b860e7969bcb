package org.pinfold.migration;

import java.nio.FloatBuffer;

/** Vertices for a graphics library. */
interface Mesh extends AutoCloseable {
    void add(float x, float y, float z);

    /** What has been added, to be passed to native code until the next call. */
    FloatBuffer vertices();

    @Override
    void close();
}
