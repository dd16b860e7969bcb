package org.pinfold.misuse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pinfold.Backing;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;

/** Calls of every kind, by what they are, none of which leaves a block behind. */
final class Operations {
    private static final long[] SIZES = {48, 3_000, 20_000, 700_000};

    private Operations() {
    }

    static Map<String, Runnable> on(Heap heap) {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        for (long size : SIZES) {
            calls.put("malloc and free " + size, () -> heap.free(heap.malloc(size)));
            calls.put("calloc, realloc and free " + size, () -> heap.free(heap.realloc(heap.calloc(size), 2 * size)));
            calls.put("allocate and free " + size, () -> heap.free(heap.allocate(size, 64)));
            calls.put("bulk " + size, () -> {
                long[] blocks = new long[3];
                heap.free(blocks, 0, heap.malloc(size, blocks));
            });
        }
        if (heap.backing() != Backing.SYSTEM) {
            calls.put("misuse", () -> {
                try {
                    heap.free(1);
                    throw new AssertionError("not reported");
                } catch (HeapMisuseException expected) {
                    // The call has done its work.
                }
            });
        }
        calls.put("no memory", () -> {
            if (heap.tryMalloc(1L << 40) != 0) {
                throw new AssertionError("more than there is");
            }
        });
        calls.put("prewarm", () -> heap.prewarm(1_000, 10));
        calls.put("flushThreadCache", heap::flushThreadCache);
        calls.put("trim", heap::trim);
        calls.put("stats", heap::stats);
        calls.put("audit", heap::audit);
        return calls;
    }
}
