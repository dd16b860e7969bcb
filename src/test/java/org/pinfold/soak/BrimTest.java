package org.pinfold.soak;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.Heap;
import org.pinfold.tools.oracle.Brim;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A {@link Brim} tells a heap that refuses what it has from one that has nothing. */
@Tag("canary")
class BrimTest {
    private static final long LIMIT = 8 << 20;
    private static final int SIZE = 4096;
    private final Violations violations = new Violations();

    @Test
    void aRefusalByAHeapThatHasRoomIsWrong() {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            heap.malloc(SIZE);
            heap.free(heap.malloc(SIZE));
            heap.flushThreadCache();
            new Brim(Target.of(heap), violations, SIZE, false).judge(SIZE, () -> false);
        }
        assertTold("free blocks of 4096 bytes", "bytes in empty units");
    }

    /** Of small blocks, and of mid ones of which a unit has one, two or three. */
    @ParameterizedTest
    @ValueSource(ints = {16, SIZE, 20_480, 32_768, 65_536})
    void aRefusalByAFullHeapIsRight(int size) {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            while (heap.tryMalloc(size) != 0) {
                assertEquals(List.of(), violations.list());
            }
            Brim brim = new Brim(Target.of(heap), violations, 0, false);
            brim.judge(size, () -> heap.tryMalloc(size) != 0);
            assertEquals(1, brim.refusals());
            assertEquals(0, brim.served());
        }
        assertEquals(List.of(), violations.list());
    }

    @Test
    void anyRefusalIsWrongWhereEverythingHasRoom() {
        try (Heap heap = Heap.builder().limit(LIMIT).build()) {
            new Brim(Target.of(heap), violations, 0, true).judge(SIZE, () -> true);
        }
        assertTold("no block of 4096 bytes where there was one before");
    }

    private void assertTold(String... parts) {
        for (String part : parts) {
            assertTrue(violations.list().stream().anyMatch(each -> each.contains(part)), violations.list()::toString);
        }
    }
}
