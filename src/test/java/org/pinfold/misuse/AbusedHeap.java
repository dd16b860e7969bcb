package org.pinfold.misuse;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.HeapMisuseException.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A heap, opened when a test first asks for it. After the test, which must leave no block behind, the heap has to be
 * usable, its audit clean, and nothing lost.
 */
abstract class AbusedHeap {
    @Parameter
    Setup setup;

    private Heap opened;

    Heap heap() {
        if (opened == null) {
            opened = setup.open();
        }
        return opened;
    }

    long malloc() {
        return heap().malloc(setup.bytes());
    }

    void free(long address) {
        heap().free(address);
    }

    /** Every call, on every kind of thread, at once and after other operations, is reported. */
    void everyCallIsReported(Set<Kind> kinds, long address, OtherWork others) {
        for (Call call : Call.values()) {
            for (Who who : Who.values()) {
                Report.of(kinds, address, () -> who.run(() -> call.on(heap(), address, setup.bytes())));
            }
        }
        others.run(1_000, address);
        for (Who who : Who.values()) {
            Report.of(kinds, address, () -> who.run(() -> Call.FREE.on(heap(), address, setup.bytes())));
        }
    }

    /** After it, racing frees' second entries are gone: they are reported and dropped on the way home. */
    void settle() {
        for (boolean quiet = false; !quiet;) {
            try {
                heap().trim();
                heap().flushThreadCache();
                quiet = true;
            } catch (HeapMisuseException e) {
                assertEquals(Kind.DOUBLE_FREE, e.kind(), e::getMessage);
            }
        }
    }

    @AfterEach
    void theHeapIsUsableItsAuditCleanAndNothingLost() {
        if (opened != null) {
            try (Heap heap = opened) {
                noTwoBlocksOverlap();
                GivenBack.all(heap);
            } finally {
                opened = null;
            }
        }
    }

    private void noTwoBlocksOverlap() {
        long[] blocks = new long[setup.several()];
        assertEquals(blocks.length, opened.malloc(setup.bytes(), blocks));
        long[] sorted = blocks.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            assertTrue(sorted[i] - sorted[i - 1] >= opened.usableSize(sorted[i - 1]), "two owners of one block");
        }
        opened.free(blocks, 0, blocks.length);
    }
}
