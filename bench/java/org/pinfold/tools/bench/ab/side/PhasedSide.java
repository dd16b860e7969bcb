package org.pinfold.tools.bench.ab.side;

import java.util.List;
import java.util.SplittableRandom;
import org.pinfold.Heap;
import org.pinfold.tools.peer.Memory;

/** Random slots get new blocks; from window to window of another range of sizes, and of other numbers. */
final class PhasedSide extends LoopSide {
    private static final int ROUND = 1 << 12;
    private static final int KIB = 1 << 10;
    private static final List<Phase> PHASES = List.of(new Phase(4_096, 16, KIB), new Phase(1_024, KIB, 8 * KIB),
            new Phase(16_384, 16, 256), new Phase(256, 8 * KIB, 32 * KIB));

    /** One range of sizes. */
    private record Phase(int slots, int least, int most) {
    }

    private final SplittableRandom random;
    private long[] blocks = {};
    private int phase;

    PhasedSide(Heap heap, long seed) {
        super(heap, ROUND);
        random = new SplittableRandom(seed);
    }

    @Override
    void begin() {
        for (long block : blocks) {
            heap.free(block);
        }
        phase = (phase + 1) % PHASES.size();
        blocks = new long[PHASES.get(phase).slots()];
        for (int slot = 0; slot < blocks.length; slot++) {
            blocks[slot] = block();
        }
    }

    @Override
    void round() {
        for (int i = 0; i < ROUND; i++) {
            int slot = random.nextInt(blocks.length);
            heap.free(blocks[slot]);
            blocks[slot] = block();
        }
    }

    private long block() {
        Phase now = PHASES.get(phase);
        long block = heap.malloc(random.nextInt(now.least(), now.most() + 1));
        Memory.putLong(block, block);
        return block;
    }
}
