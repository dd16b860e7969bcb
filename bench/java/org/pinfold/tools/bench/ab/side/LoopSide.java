package org.pinfold.tools.bench.ab.side;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.pinfold.Heap;
import org.pinfold.tools.bench.ab.Side;

/** A loop of one thread. */
abstract class LoopSide implements Side {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    final Heap heap;
    private final int operations;

    LoopSide(Heap heap, int operations) {
        this.heap = heap;
        this.operations = operations;
    }

    /** Runs the loop once. */
    abstract void round();

    @Override
    public final int operations() {
        return operations;
    }

    @Override
    public final long cpuNanos(int rounds) {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < rounds; i++) {
            round();
        }
        return THREADS.getCurrentThreadCpuTime() - begin;
    }

    @Override
    public final void close() {
        heap.close();
    }
}
