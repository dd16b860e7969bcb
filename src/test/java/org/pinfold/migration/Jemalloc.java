package org.pinfold.migration;

import java.nio.ByteBuffer;

/** jemalloc behind the JNI; its other half is {@code src/test/c/jemalloc.c}. */
final class Jemalloc {
    private Jemalloc() {
    }

    // region natives
    static native long realloc(long address, long byteSize);        // 0 if there is no memory

    static native void free(long address);

    static native ByteBuffer view(long address, long byteSize);     // NewDirectByteBuffer
    // endregion
}
