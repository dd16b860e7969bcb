package org.pinfold.tools.bench.ab.side;

import org.pinfold.Heap;
import org.pinfold.tools.peer.Memory;

/** Many small blocks are allocated, then all freed, the last one first. */
final class BatchSide extends LoopSide {
    private static final int BATCH = 1_000;
    private static final int BYTES = 64;
    private static final int BATCHES = 4;

    private final long[] blocks = new long[BATCH];

    BatchSide(Heap heap) {
        super(heap, BATCHES * BATCH);
    }

    @Override
    void round() {
        for (int batch = 0; batch < BATCHES; batch++) {
            for (int i = 0; i < BATCH; i++) {
                long block = heap.malloc(BYTES);
                Memory.putLong(block, i);
                blocks[i] = block;
            }
            for (int i = BATCH - 1; i >= 0; i--) {
                heap.free(blocks[i]);
            }
        }
    }
}
