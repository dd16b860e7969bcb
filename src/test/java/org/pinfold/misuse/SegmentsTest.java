package org.pinfold.misuse;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException.Kind;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What a block's segment refuses by its bounds and its scope, and what cannot be freed as one. */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Setup#all")
class SegmentsTest extends AbusedHeap {
    private static final Set<Kind> ANY_BUT_SIZE = EnumSet.complementOf(EnumSet.of(Kind.SIZE_MISMATCH));

    private MemorySegment allocate() {
        return heap().allocate(setup.bytes(), 16);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 32, 1 << 20})
    void accessBehindTheLastByteIsRefusedAtOnce(long distance) {
        MemorySegment segment = allocate();
        MemorySegment source = MemorySegment.ofArray(new byte[32]);
        long bytes = segment.byteSize();
        assertThrows(IndexOutOfBoundsException.class, () -> segment.set(JAVA_BYTE, bytes + distance - 1, (byte) 1));
        assertThrows(IndexOutOfBoundsException.class, () -> segment.get(JAVA_BYTE, bytes + distance - 1));
        assertThrows(IndexOutOfBoundsException.class,
                () -> segment.set(JAVA_LONG_UNALIGNED, bytes + distance - Long.BYTES, 1));
        assertThrows(IndexOutOfBoundsException.class,
                () -> MemorySegment.copy(source, 0, segment, bytes + distance - 32, 32));
        heap().free(segment);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 32, 1 << 20})
    void accessBeforeTheFirstByteIsRefusedAtOnce(long distance) {
        MemorySegment segment = allocate();
        MemorySegment source = MemorySegment.ofArray(new byte[32]);
        assertThrows(IndexOutOfBoundsException.class, () -> segment.set(JAVA_BYTE, -distance, (byte) 1));
        assertThrows(IndexOutOfBoundsException.class, () -> segment.get(JAVA_BYTE, -distance));
        assertThrows(IndexOutOfBoundsException.class, () -> MemorySegment.copy(source, 0, segment, -distance, 32));
        heap().free(segment);
    }

    @Test
    void nothingOfAnEmptySegmentCanBeReadOrWritten() {
        MemorySegment empty = heap().allocate(0, 1);
        assertThrows(IndexOutOfBoundsException.class, () -> empty.get(JAVA_BYTE, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> empty.set(JAVA_BYTE, 0, (byte) 1));
        heap().free(empty);
    }

    @Test
    void everyAccessAfterTheClosingIsRefused() {
        MemorySegment segment;
        try (Heap closed = setup.open()) {
            segment = closed.allocate(setup.bytes(), 16);
        }
        MemorySegment slice = segment.asSlice(8, 8);
        for (Who who : Who.values()) {
            assertThrows(IllegalStateException.class, () -> who.run(() -> segment.get(JAVA_BYTE, 0)));
            assertThrows(IllegalStateException.class, () -> who.run(() -> slice.set(JAVA_BYTE, 0, (byte) 1)));
            assertThrows(IllegalStateException.class, () -> who.run(() -> segment.fill((byte) 1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondFree(Who who) {
        MemorySegment segment = allocate();
        heap().free(segment);
        Report.of(ANY_BUT_SIZE, segment.address(), () -> who.run(() -> heap().free(segment)));
    }

    @Test
    void whatIsNoBlockOfTheHeap() {
        MemorySegment segment = allocate();
        MemorySegment array = MemorySegment.ofArray(new byte[100]);
        MemorySegment bare = MemorySegment.ofAddress(segment.address());
        MemorySegment global = segment.reinterpret(Arena.global(), null);
        try (Heap other = setup.open(); Arena arena = Arena.ofConfined()) {
            MemorySegment theirs = other.allocate(setup.bytes(), 16);
            for (MemorySegment stray : new MemorySegment[] {array, bare, global, theirs, arena.allocate(100)}) {
                Report.of(Kind.FOREIGN_POINTER, stray.address(), () -> heap().free(stray));
            }
            other.free(theirs);
        }
        Report.of(Kind.INTERIOR_POINTER, segment.address() + 16, () -> heap().free(segment.asSlice(16)));
        assertEquals(setup.bytes(), segment.byteSize());
        heap().free(segment.asSlice(0, 0));
    }
}
