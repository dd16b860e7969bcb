package org.pinfold.tools.bench.ab.side;

import java.lang.reflect.Method;
import org.pinfold.Frees;
import org.pinfold.Heap;
import org.pinfold.HeapStats;
import org.pinfold.heap.Experiments;
import org.pinfold.tools.bench.ab.Configuration;
import org.pinfold.tools.bench.ab.HeapLook;

/** Heaps with switches that the public API does not have. */
final class SwitchedHeap {
    private static final long LIMIT = 256L << 20;

    private SwitchedHeap() {
    }

    static Heap of(Configuration configuration) {
        Heap.Builder builder = Heap.builder().limit(LIMIT)
                .learning(configuration.learning())
                .frees(configuration.exactFrees() ? Frees.EXACT : Frees.ORDERED);
        try {
            Method experiments = Heap.Builder.class.getDeclaredMethod("experiments", Experiments.class);
            experiments.setAccessible(true);
            experiments.invoke(builder, new Experiments(configuration.batchRefill(), configuration.remoteDrain(),
                    configuration.counterAudit(), configuration.pins()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the library has no such switches", e);
        }
        return builder.build();
    }

    static HeapLook look(Heap heap) {
        HeapStats stats = heap.stats();
        return new HeapLook(stats.cachedBytes(), stats.learning().lessons());
    }
}
