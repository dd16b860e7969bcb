package org.pinfold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When a closed heap's addresses are another's: when nobody can reach the first one, and not before. */
@Tag("mapped")
class AddressesAgainTest {
    private static final long LIMIT = 20L << 20;
    private static final int MOST_HEAPS = 400;
    private static final int KEPT_HEAPS = 60;

    private static Heap newHeap() {
        return Heap.builder().limit(LIMIT).backing(Backing.MMAP).build();
    }

    /** Its first block, which is where the heap's addresses begin. */
    private static long firstAddress(Heap heap) {
        try (heap) {
            return heap.malloc(1 << 20);
        }
    }

    @Test
    void theyAreOnceTheHeapIsUnreachable() {
        Set<Long> seen = new HashSet<>();
        boolean again = false;
        for (int made = 0; !again && made < MOST_HEAPS; made++) {
            again = !seen.add(firstAddress(newHeap()));
            System.gc();
        }
        assertTrue(again, () -> MOST_HEAPS + " heaps, and no address was given twice");
    }

    @Test
    void theyAreNotWhileItIsReachable() {
        List<Heap> kept = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (int made = 0; made < KEPT_HEAPS; made++) {
            Heap heap = newHeap();
            kept.add(heap);
            seen.add(firstAddress(heap));
            System.gc();
        }
        assertEquals(kept.size(), seen.size());
        // Reachable until here.
        kept.forEach(Heap::close);
    }
}
