package org.pinfold.misuse;

import java.util.SplittableRandom;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Operations between one misuse and the next, which do not use the block again that is misused: on blocks of other
 * classes, out of slabs that were there before it.
 */
final class OtherWork implements AutoCloseable {
    private static final long[] SIZES = {16, 320, 3_000, 12_000};
    private static final int AT_ONCE = 6;

    private final Heap heap;
    private final SplittableRandom random = new SplittableRandom(1);
    private final long[] blocks = new long[AT_ONCE];
    /** One block of each slab, which keeps it there. */
    private final long[] anchors = new long[SIZES.length];

    /** To be made before the block that is misused is allocated, and closed after its last misuse. */
    OtherWork(Heap heap) {
        this.heap = heap;
        for (int i = 0; i < anchors.length; i++) {
            anchors[i] = heap.malloc(SIZES[i]);
        }
        run(100, 0);
    }

    /** So many operations, half of them frees; none gives the block at {@code misused} out again. */
    void run(int operations, long misused) {
        for (int i = 0; i < operations; i++) {
            int slot = random.nextInt(AT_ONCE);
            long size = SIZES[random.nextInt(SIZES.length)];
            if (blocks[slot] == 0) {
                blocks[slot] = random.nextInt(8) == 0 ? heap.calloc(size) : heap.malloc(size);
                assertFalse(misused >= blocks[slot] && misused < blocks[slot] + heap.usableSize(blocks[slot]),
                        "the block was used again");
            } else {
                heap.free(blocks[slot]);
                blocks[slot] = 0;
            }
        }
    }

    @Override
    public void close() {
        heap.free(blocks, 0, AT_ONCE);
        heap.free(anchors, 0, anchors.length);
    }
}
