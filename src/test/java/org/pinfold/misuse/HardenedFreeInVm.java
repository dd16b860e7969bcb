package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.HeapMisuseException.Kind;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What becomes of a block's bytes after its free: nobody may write to them unseen, nor read what was there. */
@ParameterizedClass
@MethodSource("hardened")
class HardenedFreeInVm extends HardenedHeap {
    /** Which byte of a block, in parts of it, and by whom. */
    static Stream<Arguments> placeAndWriter() {
        return Stream.of(0.0, 0.5, 1.0).flatMap(place -> Stream.of(Who.values()).map(who -> Arguments.of(place, who)));
    }

    static Stream<Arguments> placeAndUser() {
        return placeAndWriter().filter(arguments -> arguments.get()[1] != Who.VIRTUAL_THREAD);
    }

    private long byteAt(long address, double place) {
        return address + (long) (place * (setup.bytes() - 1));
    }

    /** By whoever gets the block: of what a virtual thread has freed, nobody can tell who that is. */
    @ParameterizedTest
    @MethodSource("placeAndUser")
    void aWriteAfterTheFreeIsReportedAtReuse(double place, Who who) {
        long address = malloc();
        who.run(() -> free(address));
        long written = byteAt(address, place);
        who.run(() -> flip(written));
        long[] blocks = new long[setup.several()];
        HeapMisuseException[] report = {null};
        who.run(() -> report[0] = assertThrows(HeapMisuseException.class, () -> {
            for (int round = 0; round < 10; round++) {
                for (int i = 0; i < blocks.length; i++) {
                    blocks[i] = malloc();
                }
                for (int i = 0; i < blocks.length; i++) {
                    long old = blocks[i];
                    blocks[i] = 0;
                    free(old);
                }
            }
        }));
        Report.of(Kind.WRITE_AFTER_FREE, written, () -> {
            throw report[0];
        });
        who.run(() -> heap().free(blocks, 0, blocks.length));
    }

    /** The block leaves the quarantine because others come in: no allocation has anything to do with it. */
    @ParameterizedTest
    @EnumSource(names = {"SAME_THREAD", "PLATFORM_THREAD"})
    void aWriteAfterTheFreeIsReportedAsTheBlockLeavesTheQuarantine(Who who) {
        if (!waits()) {
            return;
        }
        long[] others = new long[ENOUGH];
        heap().malloc(setup.bytes(), others);
        long address = malloc();
        who.run(() -> free(address));
        long again = malloc();
        assertNotEquals(address, again);
        who.run(() -> flip(address));
        int[] freed = {0};
        Report.of(Kind.WRITE_AFTER_FREE, address, () -> who.run(() -> {
            while (freed[0] < others.length) {
                free(others[freed[0]++]);
            }
        }));
        heap().free(others, freed[0], others.length);
        free(again);
    }

    @ParameterizedTest
    @MethodSource("placeAndWriter")
    void aWriteAfterTheFreeIsReportedByTheAudit(double place, Who who) {
        long address = malloc();
        long neighbour = malloc();
        who.run(() -> free(address));
        long written = byteAt(address, place);
        who.run(() -> flip(written));
        AuditReport audit = heap().audit();
        assertFalse(audit.clean());
        assertEquals(1, audit.problems().size(), () -> audit.problems().toString());
        String problem = audit.problems().getFirst();
        assertTrue(problem.contains(Long.toHexString(written)), problem);
        flip(written);
        assertTrue(heap().audit().clean(), () -> heap().audit().problems().toString());
        free(neighbour);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReadAfterTheFreeIsNothingOld(Who who) {
        long address = malloc();
        MemorySegment bytes = MEMORY.asSlice(address, setup.bytes());
        bytes.fill(WRITTEN);
        who.run(() -> free(address));
        assertEquals(-1, bytes.mismatch(MemorySegment.ofArray(new byte[(int) setup.bytes()])));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReadAfterAReallocIsNothingOld(Who who) {
        long address = malloc();
        MEMORY.asSlice(address, setup.bytes()).fill(WRITTEN);
        long[] moved = {0};
        who.run(() -> moved[0] = heap().realloc(address, 2 * setup.bytes()));
        assertNotEquals(address, moved[0]);
        assertEquals(-1, MEMORY.asSlice(address, setup.bytes())
                .mismatch(MemorySegment.ofArray(new byte[(int) setup.bytes()])));
        assertEquals(-1, MEMORY.asSlice(moved[0] + setup.bytes(), setup.bytes())
                .mismatch(MemorySegment.ofArray(new byte[(int) setup.bytes()])), "nor in the new part");
        free(moved[0]);
    }

    @ParameterizedTest
    @EnumSource
    void aNewBlockHasNothingOldInIt(Who who) {
        for (int round = 0; round < 3; round++) {
            long[] blocks = new long[Math.min(setup.several(), 50)];
            who.run(() -> heap().malloc(setup.bytes(), blocks));
            for (long block : blocks) {
                MemorySegment bytes = MEMORY.asSlice(block, setup.bytes());
                assertEquals(-1, bytes.mismatch(MemorySegment.ofArray(new byte[(int) setup.bytes()])));
                bytes.fill(WRITTEN);
            }
            who.run(() -> heap().free(blocks, 0, blocks.length));
        }
    }

    private boolean waits() {
        return setup.bytes() <= 8 << 10;
    }

    /** Of other sizes too: the larger a block, the fewer others it waits for. */
    @ParameterizedTest
    @ValueSource(ints = {16, 40, 100, 1_000, 4_000, 8_000})
    void aFreedSmallBlockStaysOutOfReach(int bytes) {
        int waitsFor = Math.clamp(Integer.highestOneBit((8 << 10) / (bytes + 64)), 4, 128);
        for (Who who : List.of(Who.SAME_THREAD, Who.PLATFORM_THREAD)) {
            who.run(() -> {
                for (int round = 0; round < 20; round++) {
                    long address = heap().malloc(bytes);
                    free(address);
                    for (int i = 0; i < waitsFor; i++) {
                        long other = heap().malloc(bytes);
                        assertNotEquals(address, other, "handed out after " + i + " others");
                        free(other);
                    }
                }
            });
        }
    }

    /** Whoever asks for as much next gets another one, and a write through the stale address harms him not. */
    @ParameterizedTest
    @ValueSource(ints = {64 << 10, 100_000, 256 << 10})
    void aFreedLargeBlockStaysOutOfReach(int bytes) {
        for (Who who : List.of(Who.SAME_THREAD, Who.PLATFORM_THREAD)) {
            who.run(() -> {
                long stale = heap().malloc(bytes);
                free(stale);
                long next = heap().malloc(bytes);
                assertNotEquals(stale, next);
                flip(stale + bytes / 2);
                assertEquals(0, MEMORY.get(JAVA_BYTE, next + bytes / 2));
                AuditReport audit = heap().audit();
                assertEquals(1, audit.problems().size(), () -> audit.problems().toString());
                assertTrue(audit.problems().getFirst().contains(Long.toHexString(stale + bytes / 2)), audit::toString);
                flip(stale + bytes / 2);
                free(next);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 4_096})
    void aSmallerBlockIsNotInItsPlace(int bytes) {
        long address = heap().malloc(bytes);
        free(address);
        long smaller = heap().malloc(bytes / 2);
        assertNotEquals(address, smaller);
        free(smaller);
    }

    /** Two heaps of which all is the same but chance. */
    @Test
    void theOrderOfBlocksIsNotTheSameInTwoHeaps() {
        if (setup.isLarge()) {
            return;
        }
        try (Heap other = setup.open()) {
            long[] here = distances(heap());
            long[] there = distances(other);
            assertFalse(Arrays.equals(here, there));
        }
    }

    private long[] distances(Heap heap) {
        long[] blocks = new long[setup.several()];
        heap.malloc(setup.bytes(), blocks);
        heap.free(blocks, 0, blocks.length);
        return LongStream.range(1, blocks.length).map(i -> blocks[(int) i] - blocks[0]).toArray();
    }
}
