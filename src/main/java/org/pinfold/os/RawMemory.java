package org.pinfold.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

/**
 * Bytes at raw addresses: the only door to them in Pinfold.
 *
 * <p>Nothing is checked here. An address that is not mapped, or not writable, crashes the VM; the caller knows that
 * the range lies in committed memory of a {@link Reservation}. Accesses are plain ones, in the machine's byte order,
 * at any alignment.
 *
 * <p>Every method throws {@link NativeAccessException} where the VM denies native access.
 */
public final class RawMemory {
    /** Up to this size a loop is shorter than the way into a bulk operation. */
    private static final long SHORT_COPY = 64;
    /** From here on a copy of zeros is faster than a fill, which writes eight bytes at a time: at 16 KiB, twice. */
    private static final long LONG_ZERO = 384;
    /** Up to this size a loop over words finds sooner than a bulk operation that all of them are 0. */
    private static final long SHORT_LOOK = 2048;
    private static final long ZEROS_BYTES = 1 << 12;
    /** A page that nobody writes to. */
    private static final MemorySegment ZEROS = Arena.global().allocate(ZEROS_BYTES, ZEROS_BYTES);

    /** The whole address space; null where native access is denied, since an initialiser that threw would hide why. */
    private static final MemorySegment MEMORY = everything();

    private RawMemory() {
    }

    private static MemorySegment everything() {
        try {
            return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
        } catch (IllegalCallerException denied) {
            return null;
        }
    }

    /** MEMORY never changes, so compiled code keeps nothing of the test. */
    private static MemorySegment memory() {
        if (MEMORY == null) {
            throw new NativeAccessException(null);
        }
        return MEMORY;
    }

    /**
     * Reads a byte.
     *
     * @param address where
     * @return the byte there
     */
    public static byte getByte(long address) {
        return memory().get(JAVA_BYTE, address);
    }

    /**
     * Writes a byte.
     *
     * @param address where
     * @param value what
     */
    public static void putByte(long address, byte value) {
        memory().set(JAVA_BYTE, address, value);
    }

    /**
     * Reads eight bytes.
     *
     * @param address of the first byte, at any alignment
     * @return the bytes in the machine's order
     */
    public static long getLong(long address) {
        return memory().get(JAVA_LONG_UNALIGNED, address);
    }

    /**
     * Writes eight bytes.
     *
     * @param address of the first byte, at any alignment
     * @param value the bytes in the machine's order
     */
    public static void putLong(long address, long value) {
        memory().set(JAVA_LONG_UNALIGNED, address, value);
    }

    /**
     * Sets each byte of a range.
     *
     * @param address first byte
     * @param bytes size of the range, 0 or more
     * @param value what to set each byte to
     * @throws IndexOutOfBoundsException if the size is negative
     */
    public static void fill(long address, long bytes, byte value) {
        memory().asSlice(address, bytes).fill(value);
    }

    /**
     * Sets each byte of a range to 0.
     *
     * @param address first byte
     * @param bytes size of the range, 0 or more
     * @throws IndexOutOfBoundsException if the size is negative
     */
    public static void zero(long address, long bytes) {
        if (bytes < LONG_ZERO) {
            fill(address, bytes, (byte) 0);
        } else if (bytes <= ZEROS_BYTES) {
            MemorySegment.copy(ZEROS, 0, memory(), address, bytes);
        } else {
            zeroPages(address, bytes);
        }
    }

    private static void zeroPages(long address, long bytes) {
        MemorySegment memory = memory();
        for (long at = 0; at < bytes; at += ZEROS_BYTES) {
            MemorySegment.copy(ZEROS, 0, memory, address + at, Math.min(ZEROS_BYTES, bytes - at));
        }
    }

    /**
     * Looks for a byte that is not 0.
     *
     * @param address first byte
     * @param bytes size of the range, 0 or more
     * @return the offset of the first such byte, or -1 if all are 0
     */
    public static long firstNonZero(long address, long bytes) {
        MemorySegment memory = memory();
        if (bytes >= Long.BYTES && bytes <= SHORT_LOOK && isZero(memory, address, (int) bytes)) {
            return -1;
        }
        for (long at = 0; at < bytes; at += ZEROS_BYTES) {
            long length = Math.min(ZEROS_BYTES, bytes - at);
            long found = MemorySegment.mismatch(memory, address + at, address + at + length, ZEROS, 0, length);
            if (found >= 0) {
                return at + found;
            }
        }
        return -1;
    }

    /** The last word overlaps with the one before it. */
    private static boolean isZero(MemorySegment memory, long address, int bytes) {
        int last = bytes - Long.BYTES;
        long any = memory.get(JAVA_LONG_UNALIGNED, address + last);
        for (int at = 0; at < last; at += Long.BYTES) {
            any |= memory.get(JAVA_LONG_UNALIGNED, address + at);
        }
        return any == 0;
    }

    /**
     * Copies a range to another that it does not overlap with.
     *
     * @param from first byte to read
     * @param to first byte to write
     * @param bytes size of the range, 0 or more
     * @throws IndexOutOfBoundsException if the size is negative
     */
    public static void copyApart(long from, long to, long bytes) {
        MemorySegment memory = memory();
        if (bytes < 0 || bytes > SHORT_COPY) {
            copy(from, to, bytes);
            return;
        }
        int size = (int) bytes;
        int at = 0;
        for (; at <= size - Long.BYTES; at += Long.BYTES) {
            memory.set(JAVA_LONG_UNALIGNED, to + at, memory.get(JAVA_LONG_UNALIGNED, from + at));
        }
        for (; at < size; at++) {
            memory.set(JAVA_BYTE, to + at, memory.get(JAVA_BYTE, from + at));
        }
    }

    /**
     * Copies a range. The two may overlap: the copy is made as if through a buffer.
     *
     * @param from first byte to read
     * @param to first byte to write
     * @param bytes size of the range, 0 or more
     * @throws IndexOutOfBoundsException if the size is negative
     */
    public static void copy(long from, long to, long bytes) {
        MemorySegment.copy(memory(), from, memory(), to, bytes);
    }

    /**
     * Makes a segment of a range.
     *
     * @param address first byte
     * @param bytes exact bounds of the segment
     * @param scope lifetime: once it is closed, accesses by the segment throw; the memory itself is untouched
     * @return the segment
     * @throws IllegalArgumentException if the size is negative
     */
    public static MemorySegment segment(long address, long bytes, Arena scope) {
        memory();
        return MemorySegment.ofAddress(address).reinterpret(bytes, scope, null);
    }
}
