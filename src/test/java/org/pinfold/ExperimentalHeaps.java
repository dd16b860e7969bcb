package org.pinfold;

import java.lang.reflect.Field;
import org.pinfold.heap.Experiments;
import org.pinfold.heap.HeapCore;
import org.pinfold.os.MemorySource;

/** Opens the way to what the public API hides, for tests in other packages. */
public final class ExperimentalHeaps {
    private ExperimentalHeaps() {
    }

    /** A heap with these switches. */
    public static Heap with(Experiments experiments, Heap.Builder options) {
        return options.experiments(experiments).build();
    }

    /** A heap whose memory comes from this source. */
    public static Heap on(MemorySource memory, Heap.Builder options) {
        return options.memory(memory).build();
    }

    /** What the counter audit of a heap has come to. */
    public static Experiments.Counts counterAudit(Heap heap) {
        return heap.counterAudit();
    }

    /** The heap's parts. */
    public static HeapCore core(Heap heap) {
        try {
            Field core = Heap.class.getDeclaredField("core");
            core.setAccessible(true);
            return (HeapCore) core.get(heap);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
