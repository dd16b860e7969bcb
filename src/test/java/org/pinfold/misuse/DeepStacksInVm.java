package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Calls at the bottom of a stack that is full: they fail with {@link StackOverflowError} wherever they are, again and
 * again with a little more room, until one completes.
 *
 * <p>Then the heap's state is one that it can be in, blocks that others have are untouched, and it serves requests as
 * before. What may be lost is what such a call had in hand: blocks on their way, or a slab that was just being formed.
 */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Setup#kinds")
class DeepStacksInVm {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final long STACK_BYTES = 200_000;
    private static final int OTHERS = 1_000;

    @Parameter
    private Setup setup;

    private int failed;
    private int completed;

    private Map<String, Runnable> calls(Heap heap) {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        for (long size : new long[] {48, 3_000, 20_000, 700_000}) {
            calls.put("malloc and free " + size, () -> heap.free(heap.malloc(size)));
            calls.put("calloc, realloc and free " + size, () -> heap.free(heap.realloc(heap.calloc(size), 2 * size)));
            calls.put("allocate and free " + size, () -> heap.free(heap.allocate(size, 64)));
        }
        calls.put("misuse", () -> {
            try {
                heap.free(1);
            } catch (HeapMisuseException expected) {
                completed++;
            }
        });
        calls.put("flushThreadCache", heap::flushThreadCache);
        calls.put("trim", heap::trim);
        calls.put("stats", heap::stats);
        return calls;
    }

    @Test
    void theHeapIsSoundAndServesOthers() throws InterruptedException {
        long limit = 4 * Setup.LIMIT;
        try (Heap heap = setup.builder().limit(limit).build()) {
            // What the VM has not yet linked when its stack is full, it never links again.
            calls(heap).values().forEach(Runnable::run);
            long[] others = new long[OTHERS];
            heap.malloc(100, others);
            for (long block : others) {
                MEMORY.set(JAVA_LONG, block, block);
            }
            for (Map.Entry<String, Runnable> call : calls(heap).entrySet()) {
                completed = 0;
                Thread deep = new Thread(null, () -> dive(call.getValue()), call.getKey(), STACK_BYTES);
                deep.start();
                deep.join();
                assertTrue(completed > 0, call.getKey());
            }
            assertTrue(failed >= calls(heap).size(), failed + " calls failed");
            AuditReport audit = heap.audit();
            assertTrue(audit.violations().isEmpty(), () -> audit.violations().toString());
            for (long block : others) {
                assertEquals(block, MEMORY.get(JAVA_LONG, block));
                heap.free(block);
            }
            heap.free(heap.malloc(limit / 2));
            calls(heap).values().forEach(Runnable::run);
        }
    }

    private void dive(Runnable call) {
        try {
            dive(call);
        } catch (StackOverflowError full) {
            try {
                call.run();
                completed++;
            } catch (StackOverflowError again) {
                failed++;
                throw again;
            }
        }
    }
}
