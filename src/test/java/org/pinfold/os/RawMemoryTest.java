package org.pinfold.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Raw accesses, checked against a block of the JDK's own. */
class RawMemoryTest {
    private static final int LARGEST = 600;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment block = arena.allocate(2048, 64);

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void fillsExactlyTheRangeAtEverySizeAndAlignment() {
        for (int size = 0; size <= LARGEST; size++) {
            int offset = 8 + size % 8;
            block.fill((byte) 0x11);
            byte[] expected = block.toArray(JAVA_BYTE);
            Arrays.fill(expected, offset, offset + size, (byte) 0xE7);
            RawMemory.fill(block.address() + offset, size, (byte) 0xE7);
            assertArrayEquals(expected, block.toArray(JAVA_BYTE), "size " + size);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 63, 64, 511, 512, 513, 4095, 4096, 4097, 8192, 9001})
    void zeroesExactlyTheRange(int size) {
        MemorySegment large = arena.allocate(3 << 12, 64);
        for (int offset = 0; offset < 9; offset++) {
            large.fill((byte) 0x11);
            byte[] expected = large.toArray(JAVA_BYTE);
            Arrays.fill(expected, offset, offset + size, (byte) 0);
            RawMemory.zero(large.address() + offset, size);
            assertArrayEquals(expected, large.toArray(JAVA_BYTE), "at " + offset);
        }
    }

    @Test
    void copiesAsThroughABufferWhereRangesOverlap() {
        for (int distance : new int[] {-300, -9, -8, -1, 0, 1, 7, 16, 300}) {
            byte[] pattern = new byte[(int) block.byteSize()];
            for (int i = 0; i < pattern.length; i++) {
                pattern[i] = (byte) (i * 31);
            }
            MemorySegment.copy(pattern, 0, block, JAVA_BYTE, 0, pattern.length);
            System.arraycopy(pattern, 512, pattern, 512 + distance, LARGEST);
            RawMemory.copy(block.address() + 512, block.address() + 512 + distance, LARGEST);
            assertArrayEquals(pattern, block.toArray(JAVA_BYTE), "distance " + distance);
        }
    }

    @Test
    void copiesToAnotherPlaceExactlyTheRangeAtEverySizeAndAlignment() {
        for (int size = 0; size <= 130; size++) {
            for (int offset = 0; offset < 8; offset++) {
                byte[] expected = new byte[(int) block.byteSize()];
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = (byte) (i * 31);
                }
                MemorySegment.copy(expected, 0, block, JAVA_BYTE, 0, expected.length);
                System.arraycopy(expected, offset, expected, 512 - offset, size);
                RawMemory.copyApart(block.address() + offset, block.address() + 512 - offset, size);
                assertArrayEquals(expected, block.toArray(JAVA_BYTE), size + " bytes at " + offset);
            }
        }
    }

    @Test
    void readsAndWritesAtAnyAlignmentInTheMachinesOrder() {
        long value = 0x0102_0304_0506_0708L;
        for (int offset = 0; offset < 8; offset++) {
            long address = block.address() + offset;
            RawMemory.putLong(address, value);
            assertEquals(value, RawMemory.getLong(address));
            int first = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 8 : 1;
            assertEquals(first, RawMemory.getByte(address));
            RawMemory.putByte(address + 3, (byte) -1);
            assertEquals(-1, RawMemory.getByte(address + 3));
            assertEquals((byte) -1, block.get(JAVA_BYTE, offset + 3));
        }
    }

    @Test
    void rejectsNegativeSizes() {
        long address = block.address();
        assertThrows(IndexOutOfBoundsException.class, () -> RawMemory.fill(address, -1, (byte) 0));
        assertThrows(IndexOutOfBoundsException.class, () -> RawMemory.fill(address, Long.MIN_VALUE, (byte) 0));
        assertThrows(IndexOutOfBoundsException.class, () -> RawMemory.zero(address, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> RawMemory.copy(address, address, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> RawMemory.copyApart(address, address, -1));
        assertThrows(IllegalArgumentException.class, () -> RawMemory.segment(address, -1, arena));
    }

    @Test
    void makesSegmentsWithExactBounds() {
        MemorySegment segment = RawMemory.segment(block.address() + 16, 5, arena);
        assertEquals(block.address() + 16, segment.address());
        segment.set(JAVA_BYTE, 4, (byte) 9);
        assertEquals(9, block.get(JAVA_BYTE, 20));
        assertThrows(IndexOutOfBoundsException.class, () -> segment.get(JAVA_BYTE, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> segment.get(JAVA_BYTE, -1));
    }

    @Test
    void segmentsEndWithTheirScopeAndLeaveTheMemory() {
        Arena scope = Arena.ofConfined();
        MemorySegment segment = RawMemory.segment(block.address(), 8, scope);
        segment.set(JAVA_BYTE, 0, (byte) 3);
        scope.close();
        assertThrows(IllegalStateException.class, () -> segment.get(JAVA_BYTE, 0));
        assertEquals(3, RawMemory.getByte(block.address()));
    }
}
