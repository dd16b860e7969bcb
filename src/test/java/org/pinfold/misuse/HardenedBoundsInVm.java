package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.HeapMisuseException.Kind;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * Writes before the first byte of a block, or behind its last one. What lies farther away than the words that are
 * checked is not looked at by the free: in another's block it is not seen, in a free one as {@link HardenedFreeInVm}
 * says.
 */
@ParameterizedClass
@MethodSource("hardened")
class HardenedBoundsInVm extends HardenedHeap {
    /** How far from the block's bytes, and by whom. */
    static Stream<Arguments> distanceAndWriter() {
        return LongStream.of(1, 8).boxed().flatMap(distance ->
                Stream.of(Who.values()).map(who -> Arguments.of(distance, who)));
    }

    @ParameterizedTest
    @MethodSource("distanceAndWriter")
    void anOverflowIsReportedAtTheFree(long distance, Who who) {
        try (OtherWork others = new OtherWork(heap())) {
            long address = malloc();
            who.run(() -> flip(address + setup.bytes() + distance - 1));
            others.run(100, address);
            Report.of(Kind.OVERFLOW, address, () -> who.run(() -> free(address)));
            Report.of(setup.freed(), address, () -> free(address));
        }
    }

    @ParameterizedTest
    @MethodSource("distanceAndWriter")
    void anUnderflowIsReportedAtTheFree(long distance, Who who) {
        try (OtherWork others = new OtherWork(heap())) {
            long address = malloc();
            who.run(() -> flip(address - distance));
            others.run(100, address);
            Report.of(Kind.UNDERFLOW, address, () -> who.run(() -> free(address)));
            Report.of(setup.freed(), address, () -> free(address));
        }
    }

    /** A copy that ends behind the block or begins before it, so many bytes of it out of bounds. */
    @ParameterizedTest
    @CsvSource({"1, 1", "32, 1", "32, 32", "48, 32"})
    void aCopyThatGoesTooFarIsReportedAtTheFree(int length, int outside) {
        long first = heap().malloc(3 << 20);
        long over = malloc();
        byte[] overwritten = flip(over + setup.bytes() + outside - length, length);
        Report.of(Kind.OVERFLOW, over, () -> free(over));
        restore(over + setup.bytes() + outside - length, overwritten);
        long under = malloc();
        overwritten = flip(under - outside, length);
        Report.of(Kind.UNDERFLOW, under, () -> free(under));
        restore(under - outside, overwritten);
        free(first);
    }

    /** Answers what was there. */
    private static byte[] flip(long from, int length) {
        byte[] before = MEMORY.asSlice(from, length).toArray(JAVA_BYTE);
        for (int i = 0; i < length; i++) {
            flip(from + i);
        }
        return before;
    }

    /** The free has wiped the block itself, and reported it; what lies beside it is the writer's to mend. */
    private static void restore(long from, byte[] before) {
        for (int i = 0; i < before.length; i++) {
            if (MEMORY.get(JAVA_BYTE, from + i) != 0) {
                MEMORY.set(JAVA_BYTE, from + i, before[i]);
            }
        }
    }

    /** Nothing is freed before the free. */
    @ParameterizedTest
    @EnumSource(names = {"SIZED_FREE", "REALLOC_TO_THE_SAME", "REALLOC_TO_MORE", "USABLE_SIZE"})
    void damageIsReportedByEveryCallThatLooks(Call call) {
        long over = malloc();
        flip(over + setup.bytes());
        Report.of(Kind.OVERFLOW, over, () -> call.on(heap(), over, setup.bytes()));
        Report.of(Kind.OVERFLOW, over, () -> free(over));
        long under = malloc();
        flip(under - 1);
        Report.of(Kind.UNDERFLOW, under, () -> call.on(heap(), under, setup.bytes()));
        Report.of(Kind.UNDERFLOW, under, () -> free(under));
    }

    @Test
    void aWriteToAnEmptyBlockIsReportedAtTheFree() {
        long empty = heap().malloc(0);
        assertEquals(0, heap().usableSize(empty));
        flip(empty);
        Report.of(Kind.OVERFLOW, empty, () -> free(empty));
    }

    @Test
    void aStringThatRunsOnEndsBehindTheBlock() {
        long address = malloc();
        MEMORY.asSlice(address, setup.bytes()).fill(WRITTEN);
        assertEquals(0, MEMORY.get(JAVA_BYTE, address + setup.bytes()));
        free(address);
    }

    @Test
    void anOverflowThroughASegmentIsRefusedAtOnce() {
        MemorySegment segment = heap().allocate(setup.bytes(), 16);
        assertThrows(IndexOutOfBoundsException.class, () -> segment.set(JAVA_BYTE, setup.bytes(), WRITTEN));
        assertThrows(IndexOutOfBoundsException.class, () -> segment.set(JAVA_BYTE, -1, WRITTEN));
        heap().free(segment);
    }
}
