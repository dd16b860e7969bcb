package org.pinfold.tools.oracle;

import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

/** Bytes at raw addresses, by the JDK's own means and not by the library's, which is what is checked. */
public final class Raw {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Raw() {
    }

    /** The byte there. */
    public static byte getByte(long address) {
        return MEMORY.get(JAVA_BYTE, address);
    }

    /** Writes a byte. */
    public static void putByte(long address, byte value) {
        MEMORY.set(JAVA_BYTE, address, value);
    }

    static long getLong(long address) {
        return MEMORY.get(JAVA_LONG_UNALIGNED, address);
    }

    static void putLong(long address, long value) {
        MEMORY.set(JAVA_LONG_UNALIGNED, address, value);
    }
}
