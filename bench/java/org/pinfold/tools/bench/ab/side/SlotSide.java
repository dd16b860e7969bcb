package org.pinfold.tools.bench.ab.side;

import java.util.SplittableRandom;
import org.pinfold.Heap;
import org.pinfold.tools.peer.Memory;

/** Random slots of a table get a new block of a random size, and the old one is freed. */
final class SlotSide extends LoopSide {
    private static final int ROUND = 1 << 12;
    /** Drawn beforehand, gone through again and again. */
    private static final int REQUESTS = 1 << 16;

    private final int[] slots = new int[REQUESTS];
    private final int[] sizes = new int[REQUESTS];
    private final long[] blocks;
    private int next;

    SlotSide(Heap heap, int slotCount, int least, int most, long seed) {
        super(heap, ROUND);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < REQUESTS; i++) {
            slots[i] = random.nextInt(slotCount);
            sizes[i] = random.nextInt(least, most + 1);
        }
        blocks = new long[slotCount];
        for (int i = 0; i < slotCount; i++) {
            blocks[i] = heap.malloc(sizes[i % REQUESTS]);
        }
    }

    @Override
    void round() {
        for (int i = next; i < next + ROUND; i++) {
            int slot = slots[i];
            heap.free(blocks[slot]);
            long block = heap.malloc(sizes[i]);
            Memory.putLong(block, i);
            blocks[slot] = block;
        }
        next = next + ROUND & REQUESTS - 1;
    }
}
