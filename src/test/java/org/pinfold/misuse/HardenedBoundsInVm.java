package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Writes before the first byte of a block, or behind its last one. What lies farther away than the words that are
 * checked is not looked at by the free: in another's block it is not seen, in a free one as {@link HardenedFreeInVm}
 * says.
 */
@ParameterizedClass
@MethodSource("hardened")
class HardenedBoundsInVm extends HardenedHeap {
    private static final Pattern BLOCK = Pattern.compile("is byte (\\d+) of block .* blocks of (\\d+) bytes");

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
    @CsvSource({"1, 1", "32, 1", "32, 32", "48, 32", "1048608, 1048576"})
    void aCopyThatGoesTooFarIsReportedAtTheFree(int length, int outside) {
        long first = heap().malloc(3 << 20);
        long over = malloc();
        copyOver(Kind.OVERFLOW, over, over + setup.bytes() + outside - length, length);
        long under = malloc();
        copyOver(Kind.UNDERFLOW, under, under - outside, length);
        free(first);
    }

    /** The free reports it and wipes the block; what lies beside the block is the writer's to mend. */
    private void copyOver(Kind kind, long user, long from, int length) {
        Matcher block = BLOCK.matcher(heap().describe(user));
        assertTrue(block.find());
        long start = user - Long.parseLong(block.group(1));
        long end = start + Long.parseLong(block.group(2));
        byte[] before = MEMORY.asSlice(from, length).toArray(JAVA_BYTE);
        for (int i = 0; i < length; i++) {
            flip(from + i);
        }
        Report.of(kind, user, () -> free(user));
        for (int i = 0; i < length; i++) {
            if (from + i < start || from + i >= end) {
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
