package org.pinfold.architecture;

import java.util.List;
import org.pinfold.Heap;
import org.pinfold.jmx.HeapMBeans;

/** Uses a heap of the module, and then what needs another module; prints what came of it. */
public final class ModuleProgram {
    private ModuleProgram() {
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        try (Heap heap = Heap.builder().limit(8 << 20).name("module").build()) {
            heap.free(heap.malloc(100));
            System.out.println("heap of " + Heap.class.getModule().getName() + ' ' + heap.audit().clean());
            for (Runnable integration : List.<Runnable>of(() -> System.out.println(HeapMBeans.register(heap)))) {
                try {
                    integration.run();
                } catch (NoClassDefFoundError e) {
                    System.out.println("without " + e.getMessage());
                }
            }
        }
    }
}
