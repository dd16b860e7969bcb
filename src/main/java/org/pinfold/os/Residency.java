package org.pinfold.os;

import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** Reads the vector that {@code mincore} writes: a byte a page, whose lowest bit tells residency, the rest nothing. */
final class Residency {
    private static final long LARGEST_VECTOR = 1L << 16;
    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;

    private Residency() {
    }

    /** Size of a vector to ask about that many pages with, in one or more chunks. */
    static long vectorBytes(long pages) {
        return Math.min(Math.max(pages, 1), LARGEST_VECTOR);
    }

    static long count(MemorySegment vector, long pages) {
        long resident = 0;
        long page = 0;
        for (; page <= pages - Long.BYTES; page += Long.BYTES) {
            resident += Long.bitCount(vector.get(JAVA_LONG, page) & LOWEST_BITS);
        }
        for (; page < pages; page++) {
            resident += vector.get(JAVA_BYTE, page) & 1;
        }
        return resident;
    }
}
