package org.pinfold.tools.bench.ab.side;

import java.lang.reflect.Method;
import org.pinfold.Frees;
import org.pinfold.Heap;
import org.pinfold.HeapStats;
import org.pinfold.heap.Experiments;
import org.pinfold.tools.bench.ab.Configuration;
import org.pinfold.tools.bench.ab.HeapLook;
import org.pinfold.tools.bench.ab.Switch;

/** Heaps with switches that the public API does not have. */
final class SwitchedHeap {
    private static final long LIMIT = 256L << 20;
    private static final int TRACED_ONE_IN = 1_000;
    private static final int GUARDS_TO_WARM = 5_000;

    private SwitchedHeap() {
    }

    static Heap of(Configuration configuration) {
        Heap.Builder builder = Heap.builder().limit(LIMIT)
                .learning(configuration.has(Switch.LEARNING))
                .frees(configuration.has(Switch.EXACT_FREES) ? Frees.EXACT : Frees.ORDERED);
        if (configuration.has(Switch.GUARDED)) {
            warmGuards();
            builder.guardedSampling();
        }
        if (configuration.has(Switch.LEAKS)) {
            // What the loops leave behind is no news.
            builder.leakTracking(TRACED_ONE_IN).onLeak(report -> { });
        }
        try {
            Method experiments = Heap.Builder.class.getDeclaredMethod("experiments", Experiments.class);
            experiments.setAccessible(true);
            experiments.invoke(builder, new Experiments(configuration.has(Switch.BATCH_REFILL),
                    configuration.has(Switch.REMOTE_DRAIN), configuration.has(Switch.COUNTER_AUDIT),
                    configuration.has(Switch.PINS)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the library has no such switches", e);
        }
        return builder.build();
    }

    /** Guards are so rare that their code would still be interpreted, and compiled, while the windows are measured. */
    private static void warmGuards() {
        try (Heap heap = Heap.builder().limit(LIMIT).guardedSampling(1).build()) {
            for (int i = 0; i < GUARDS_TO_WARM; i++) {
                heap.free(heap.allocate(1, 1));
            }
        }
    }

    static HeapLook look(Heap heap) {
        HeapStats stats = heap.stats();
        return new HeapLook(stats.cachedBytes(), stats.learning().lessons());
    }
}
