package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.AuditReport;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Calls at the bottom of a stack that is full, which fail with {@link StackOverflowError} wherever they are, some times
 * with a little more room each time.
 *
 * <p>The heap's records stay in a state that they can be in, blocks that others have are untouched, and requests are
 * served as before. What may be lost is what such a call had in hand: blocks on their way, or a superslab that was just
 * being opened. Hence few failures here, and a limit that they cannot use up.
 */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Variant#kinds")
class DeepStacksInVm {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final long STACK_BYTES = 200_000;
    private static final int OTHERS = 1_000;
    /** Of each call, at most. */
    private static final int FAILURES = 3;

    @Parameter
    private Variant variant;

    private int failed;
    private int left;
    private final Map<String, Throwable> unexpected = new ConcurrentHashMap<>();

    /** All but the audit: what it does about a block that was lost on the way, the VM links when one has been lost. */
    private static Map<String, Runnable> calls(Heap heap) {
        Map<String, Runnable> calls = Operations.on(heap);
        calls.remove("audit");
        return calls;
    }

    @Test
    void theHeapIsSoundAndServesOthers() throws InterruptedException {
        long limit = 4 * Setup.LIMIT;
        try (Heap heap = variant.builder().limit(limit).build()) {
            // What the VM has not yet linked when its stack is full, it never links again.
            calls(heap).values().forEach(Runnable::run);
            long[] others = new long[OTHERS];
            heap.malloc(100, others);
            for (long block : others) {
                MEMORY.set(JAVA_LONG, block, block);
            }
            for (Map.Entry<String, Runnable> call : calls(heap).entrySet()) {
                left = FAILURES;
                Thread deep = new Thread(null, () -> {
                    dive(call.getValue());
                    call.getValue().run();
                }, call.getKey(), STACK_BYTES);
                deep.setUncaughtExceptionHandler((thread, failure) -> unexpected.put(thread.getName(), failure));
                deep.start();
                deep.join();
            }
            assertEquals(Map.of(), unexpected);
            assertTrue(failed >= calls(heap).size(), failed + " calls failed");
            AuditReport audit = heap.audit();
            assertTrue(audit.violations().isEmpty(), () -> audit.violations().toString());
            for (long block : others) {
                assertEquals(block, MEMORY.get(JAVA_LONG, block));
                heap.free(block);
            }
            long[] many = new long[(int) (limit / 4 >>> 20)];
            assertEquals(many.length, heap.malloc(1 << 20, many));
            heap.free(many, 0, many.length);
            calls(heap).values().forEach(Runnable::run);
        }
    }

    private void dive(Runnable call) {
        try {
            dive(call);
        } catch (StackOverflowError full) {
            if (left > 0) {
                left--;
                failed++;
                call.run();
                failed--;
                left = 0;
            }
        }
    }
}
