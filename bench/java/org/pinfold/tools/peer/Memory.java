package org.pinfold.tools.peer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** Raw access to the memory behind an address that an allocator handed out. */
public final class Memory {
    @SuppressWarnings("restricted")
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final VarHandle OPAQUE = ValueLayout.JAVA_LONG.varHandle();

    private Memory() {
    }

    public static byte getByte(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    public static void putByte(long address, byte value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, value);
    }

    public static long getLong(long address) {
        return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
    }

    public static void putLong(long address, long value) {
        ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
    }

    /** As {@link #putLong}, and no compiler leaves it out or moves another such write before it. */
    public static void putLongOpaque(long address, long value) {
        OPAQUE.setOpaque(ALL, address, value);
    }

    public static void fill(long address, long size, byte value) {
        ALL.asSlice(address, size).fill(value);
    }

    public static void copy(long from, long to, long size) {
        MemorySegment.copy(ALL, from, ALL, to, size);
    }
}
