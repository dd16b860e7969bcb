package org.pinfold.architecture.broken.protocol;

import java.lang.foreign.MemorySegment;

/** Knows off-heap memory. */
public final class SeesMemory {
    private SeesMemory() {
    }

    /** Returns the null address. */
    public static long address() {
        return MemorySegment.NULL.address();
    }
}
