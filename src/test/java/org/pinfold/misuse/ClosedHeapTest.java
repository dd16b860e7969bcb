package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Everything that is asked of a heap after it was closed. */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Setup#all")
class ClosedHeapTest {
    @Parameter
    Setup setup;

    /** What takes no address of a block, by its name. */
    private Map<String, Consumer<Heap>> requests() {
        Map<String, Consumer<Heap>> requests = new LinkedHashMap<>();
        requests.put("malloc", heap -> heap.malloc(setup.bytes()));
        requests.put("tryMalloc", heap -> heap.tryMalloc(setup.bytes()));
        requests.put("calloc", heap -> heap.calloc(setup.bytes()));
        requests.put("alignedAlloc", heap -> heap.alignedAlloc(64, setup.bytes()));
        requests.put("realloc of nothing", heap -> heap.realloc(0, setup.bytes()));
        requests.put("malloc in bulk", heap -> heap.malloc(setup.bytes(), new long[2]));
        requests.put("allocate", heap -> heap.allocate(setup.bytes(), 16));
        requests.put("prewarm", heap -> heap.prewarm(setup.bytes(), 2));
        requests.put("stats", Heap::stats);
        requests.put("audit", Heap::audit);
        requests.put("trim", Heap::trim);
        requests.put("flushThreadCache", Heap::flushThreadCache);
        requests.put("setLimit", heap -> heap.setLimit(Setup.LIMIT));
        requests.put("a child", heap -> Heap.builder().parent(heap).build());
        return requests;
    }

    /** The caller has a cache with a free block in it, the others have none. */
    @ParameterizedTest
    @EnumSource
    void refusesEveryCall(Who who) {
        Heap heap = setup.open();
        long live = heap.malloc(setup.bytes());
        long freed = heap.malloc(setup.bytes());
        heap.free(freed);
        MemorySegment segment = heap.allocate(setup.bytes(), 16);
        heap.close();
        for (long address : new long[] {live, freed, live + 8, 1, -1}) {
            for (Call call : Call.values()) {
                refuses(call + " of " + address, () -> who.run(() -> call.on(heap, address, setup.bytes())));
            }
        }
        refuses("free of a segment", () -> who.run(() -> heap.free(segment)));
        requests().forEach((name, request) -> refuses(name, () -> who.run(() -> request.accept(heap))));
        assertFalse(heap.describe(live).isEmpty(), "tells about addresses all the same");
    }

    private static void refuses(String what, Runnable call) {
        RuntimeException refusal = assertThrows(IllegalStateException.class, call::run, what);
        assertEquals("the heap is closed", refusal.getMessage(), what);
    }

    @ParameterizedTest
    @EnumSource
    void mayBeClosedAgain(Who who) {
        Heap heap = setup.open();
        heap.malloc(setup.bytes());
        heap.close();
        who.run(heap::close);
        who.run(heap::close);
    }

    /** Another heap in the same place knows nothing of the blocks of the one before. */
    @Test
    void itsBlocksAreNotThoseOfALaterHeap() {
        Heap closed = setup.open();
        long address = closed.malloc(setup.bytes());
        closed.close();
        try (Heap later = setup.open()) {
            assertThrows(HeapMisuseException.class, () -> later.free(address));
            later.free(later.malloc(setup.bytes()));
        }
    }
}
