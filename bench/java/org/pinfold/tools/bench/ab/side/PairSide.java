package org.pinfold.tools.bench.ab.side;

import org.pinfold.Heap;
import org.pinfold.tools.peer.Memory;

/** A small block is allocated, and freed at once. */
final class PairSide extends LoopSide {
    private static final int ROUND = 1 << 12;
    private static final int BYTES = 64;

    PairSide(Heap heap) {
        super(heap, ROUND);
    }

    @Override
    void round() {
        for (int i = 0; i < ROUND; i++) {
            long block = heap.malloc(BYTES);
            Memory.putLong(block, i);
            heap.free(block);
        }
    }
}
