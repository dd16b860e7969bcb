package org.pinfold.tools.bench.ab.side;

import org.pinfold.Heap;
import org.pinfold.tools.bench.ab.HeapLook;
import org.pinfold.tools.bench.ab.Side;

/** A loop of one thread. */
abstract class LoopSide implements Side {
    final Heap heap;
    private final int operations;

    LoopSide(Heap heap, int operations) {
        this.heap = heap;
        this.operations = operations;
    }

    /** Begins a window; its time counts. */
    void begin() {
    }

    /** Runs the loop once. */
    abstract void round();

    @Override
    public final int operations() {
        return operations;
    }

    @Override
    public final long cpuNanos(int rounds) {
        long begin = CpuTime.nanos();
        begin();
        for (int i = 0; i < rounds; i++) {
            round();
        }
        return CpuTime.nanos() - begin;
    }

    @Override
    public final HeapLook look() {
        return SwitchedHeap.look(heap);
    }

    @Override
    public final void close() {
        heap.close();
    }
}
