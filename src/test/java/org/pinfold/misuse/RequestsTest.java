package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Heap;
import org.pinfold.HeapStats;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Requests that cannot be served, and what is promised of those that are. */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Setup#all")
class RequestsTest extends AbusedHeap {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private void nothingIsLost(Runnable requests) {
        long kept = malloc();
        HeapStats before = heap().stats();
        requests.run();
        HeapStats after = heap().stats();
        assertEquals(before.liveBytes(), after.liveBytes());
        assertEquals(before.committedBytes(), after.committedBytes());
        assertTrue(heap().usableSize(kept) >= setup.bytes());
        free(kept);
    }

    @ParameterizedTest
    @EnumSource
    void negativeSizes(Who who) {
        nothingIsLost(() -> {
            for (long size : new long[] {-1, -2, -setup.bytes(), Long.MIN_VALUE}) {
                List<LongUnaryOperator> requests = List.of(heap()::malloc, heap()::tryMalloc, heap()::calloc,
                        bytes -> heap().alignedAlloc(16, bytes), bytes -> heap().realloc(0, bytes),
                        bytes -> heap().malloc(bytes, new long[1]), bytes -> heap().allocate(bytes, 1).address(),
                        Heap::goodSize);
                for (LongUnaryOperator request : requests) {
                    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
                            () -> who.run(() -> request.applyAsLong(size)));
                    assertTrue(refusal.getMessage().contains("size " + size + " is negative"), refusal.getMessage());
                }
            }
        });
    }

    @Test
    void aNegativeSizeForABlockThatIsThere() {
        long address = malloc();
        assertThrows(IllegalArgumentException.class, () -> heap().realloc(address, -1));
        free(address);
    }

    @ParameterizedTest
    @EnumSource
    void alignmentsThatAreNone(Who who) {
        nothingIsLost(() -> {
            for (long alignment : new long[] {0, 3, 24, 4095, -1, -8, Long.MIN_VALUE, Long.MAX_VALUE}) {
                IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
                        () -> who.run(() -> heap().alignedAlloc(alignment, setup.bytes())));
                assertTrue(refusal.getMessage().contains("" + alignment), refusal.getMessage());
                assertThrows(IllegalArgumentException.class,
                        () -> who.run(() -> heap().allocate(setup.bytes(), alignment)));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void impossiblyLargeRequestsAndSumsThatOverflow(Who who) {
        nothingIsLost(() -> {
            for (long size : new long[] {Setup.LIMIT + 1, 1L << 40, 1L << 62, Long.MAX_VALUE - 8, Long.MAX_VALUE}) {
                refused(who, () -> heap().malloc(size));
                refused(who, () -> heap().calloc(size));
                refused(who, () -> heap().allocate(size, 1));
                assertEquals(0, heap().tryMalloc(size));
                assertEquals(0, heap().malloc(size, new long[1]));
                for (long alignment : new long[] {16, 4096, 1L << 40, 1L << 62}) {
                    refused(who, () -> heap().alignedAlloc(alignment, size));
                }
            }
            refused(who, () -> heap().alignedAlloc(1L << 62, setup.bytes()));
        });
    }

    private static void refused(Who who, Runnable request) {
        OutOfMemoryError refusal = assertThrows(OutOfMemoryError.class, () -> who.run(request));
        assertTrue(refusal.getMessage().contains("limit " + Setup.LIMIT), refusal.getMessage());
    }

    @Test
    void anImpossiblyLargeSizeForABlockThatIsThere() {
        long address = malloc();
        MEMORY.set(JAVA_BYTE, address, (byte) 7);
        assertThrows(OutOfMemoryError.class, () -> heap().realloc(address, Long.MAX_VALUE));
        assertThrows(OutOfMemoryError.class, () -> heap().realloc(address, Setup.LIMIT + 1));
        assertEquals(7, MEMORY.get(JAVA_BYTE, address));
        free(address);
    }

    @ParameterizedTest
    @EnumSource
    void sizeZeroGivesABlockOfItsOwn(Who who) {
        Set<Long> addresses = new HashSet<>();
        who.run(() -> {
            for (int i = 0; i < 200; i++) {
                long[] made = {heap().malloc(0), heap().calloc(0), heap().tryMalloc(0), heap().realloc(0, 0),
                    heap().alignedAlloc(64, 0), heap().allocate(0, 1).address()};
                for (long address : made) {
                    assertNotEquals(0, address);
                    assertTrue(addresses.add(address), "given twice");
                }
            }
        });
        long live = malloc();
        for (int i = 0; i < setup.several(); i++) {
            long again = malloc();
            assertTrue(!addresses.contains(again) && again != live);
            free(again);
        }
        free(live);
        who.run(() -> addresses.forEach(heap()::free));
    }

    @ParameterizedTest
    @EnumSource
    void theLimitIsToldAndAllocationWorksAgainAfterFrees(Who who) {
        long limit = Setup.LIMIT / 4;
        heap().setLimit(limit);
        long[] blocks = new long[(int) (limit / setup.bytes()) + 1];
        int[] count = {0};
        who.run(() -> count[0] = heap().malloc(setup.bytes(), blocks));
        assertTrue(count[0] * setup.bytes() >= limit / 2, count[0] + " blocks");
        OutOfMemoryError refusal = assertThrows(OutOfMemoryError.class, () -> who.run(this::malloc));
        String request = setup.bytes() + " bytes requested";
        for (String told : new String[] {"limit " + limit, "live ", "cached ", request}) {
            assertTrue(refusal.getMessage().contains(told), refusal.getMessage());
        }
        who.run(() -> heap().free(blocks, 0, count[0]));
        free(heap().malloc(limit / 2));
        heap().setLimit(Setup.LIMIT);
    }

    /** What becomes of blocks between their free and the next allocation. */
    private enum Meanwhile { CACHED, SENT_HOME, GIVEN_BACK }

    @ParameterizedTest
    @EnumSource
    void callocIsZeroOnFreshReusedAndPurgedMemory(Meanwhile meanwhile) {
        byte[] zeros = new byte[(int) setup.bytes()];
        for (int round = 0; round < 3; round++) {
            long[] blocks = new long[Math.min(setup.several(), 20)];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = heap().calloc(setup.bytes());
                assertEquals(-1, MEMORY.asSlice(blocks[i], setup.bytes()).mismatch(MemorySegment.ofArray(zeros)));
                MEMORY.asSlice(blocks[i], heap().usableSize(blocks[i])).fill((byte) 0xAB);
            }
            heap().free(blocks, 0, blocks.length);
            if (meanwhile == Meanwhile.SENT_HOME) {
                heap().flushThreadCache();
            } else if (meanwhile == Meanwhile.GIVEN_BACK) {
                heap().trim();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void reallocKeepsTheContentUpToTheSmallerSize(Who who) {
        long bytes = setup.bytes();
        byte[] content = new byte[(int) bytes];
        new SplittableRandom(bytes).nextBytes(content);
        for (long wanted : new long[] {bytes, bytes + 1, bytes - 1, 2 * bytes, 3 * bytes, bytes / 2, bytes / 3, 0}) {
            long address = malloc();
            MemorySegment.copy(content, 0, MEMORY, JAVA_BYTE, address, content.length);
            long[] moved = {0};
            who.run(() -> moved[0] = heap().realloc(address, wanted));
            assertTrue(heap().usableSize(moved[0]) >= wanted);
            long kept = Math.min(bytes, wanted);
            assertEquals(-1, MEMORY.asSlice(moved[0], kept).mismatch(MemorySegment.ofArray(content).asSlice(0, kept)));
            if (moved[0] != address) {
                Report.of(setup.freed(), address, () -> free(address));
            }
            free(moved[0]);
        }
    }

    @Test
    void reallocStaysInPlaceWhereTheClassAllows() {
        long address = malloc();
        boolean stays = !setup.isLarge() || setup.variant() == Variant.MAPPED
                || setup.variant() == Variant.MAPPED_EXACT;
        for (long bytes : new long[] {setup.bytes(), heap().usableSize(address), setup.bytes() - 1}) {
            long now = heap().realloc(address, bytes);
            assertTrue(!stays || now == address, () -> "moved for " + bytes);
            address = now;
        }
        free(address);
    }
}
