package org.pinfold.tools.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.pinfold.Heap;
import org.pinfold.jmx.HeapMBeans;

/** A program with two heaps, or with none; says when it is ready, and ends when its input does. */
public final class WatchedProgram {
    static final String READY = "ready";
    static final String NO_HEAP = "no-heap";
    static final String REGISTERED = "registered";
    private static final long LIMIT = 64L << 20;

    private WatchedProgram() {
    }

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains(NO_HEAP)) {
            waitForTheEnd();
            return;
        }
        if (List.of(arguments).contains(REGISTERED)) {
            HeapMBeans.registerAll();
        }
        try (Heap orders = Heap.builder().name("orders").limit(LIMIT).build();
                Heap odd = Heap.builder().name("a <b>,\u001b[31m").limit(LIMIT).build()) {
            for (int block = 0; block < 1_000; block++) {
                orders.malloc(100);
            }
            orders.malloc(5_000_000);
            orders.free(orders.malloc(3_000));
            odd.malloc(64);
            waitForTheEnd();
        }
    }

    private static void waitForTheEnd() throws IOException {
        System.out.println(READY);
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
