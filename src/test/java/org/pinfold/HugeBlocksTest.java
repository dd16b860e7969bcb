package org.pinfold;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Blocks of more than one superslab. */
class HugeBlocksTest {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    @Test
    void growAndShrinkWhereTheyStand() {
        try (Heap heap = Heap.builder().limit(128 << 20).build()) {
            growAndShrink(heap);
            assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        }
    }

    private static void growAndShrink(Heap heap) {
        long address = heap.malloc(6 << 20);
        MEMORY.set(JAVA_BYTE, address + (6 << 20) - 1, (byte) 7);
        assertEquals(address, heap.realloc(address, 40 << 20));
        MEMORY.set(JAVA_BYTE, address + (40 << 20) - 1, (byte) 8);
        long behind = heap.malloc(5 << 20);
        assertEquals(address, heap.realloc(address, 5 << 20));
        assertEquals(address, heap.realloc(address, 7 << 20));
        assertEquals(7, MEMORY.get(JAVA_BYTE, address + (6 << 20) - 1));
        long moved = heap.realloc(address, 60 << 20);
        assertNotEquals(address, moved, "a block stands behind it");
        assertEquals(7, MEMORY.get(JAVA_BYTE, moved + (6 << 20) - 1));
        heap.free(moved);
        heap.free(behind);
    }
}
