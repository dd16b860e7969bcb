package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/** A hardened heap, with what was written to it. */
abstract class HardenedHeap extends AbusedHeap {
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    static final byte WRITTEN = 0x41;
    /** More blocks than any quarantine holds. */
    static final int ENOUGH = 2_000;

    static Stream<Setup> hardened() {
        return Setup.all().filter(each -> each.variant() == Variant.HARDENED);
    }

    static void flip(long address) {
        MEMORY.set(JAVA_BYTE, address, (byte) (MEMORY.get(JAVA_BYTE, address) ^ WRITTEN));
    }
}
