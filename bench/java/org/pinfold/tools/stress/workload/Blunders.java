package org.pinfold.tools.stress.workload;

import java.lang.foreign.Arena;
import org.pinfold.Heap;
import org.pinfold.tools.oracle.Target;

/** Mistakes of those who use a heap, each of which it has to report, while other threads use it rightly. */
final class Blunders {
    private static final int KINDS = 6;
    private static final long FAR_LARGER = 1 << 20;

    private final DoubleFrees target;
    private final Misuses misuses;
    private final Arena arena = Arena.ofShared();
    private final Target neighbour;
    private final long[] foreign;

    Blunders(Fixture fixture) {
        target = fixture.target();
        misuses = fixture.misuses();
        neighbour = fixture.view().apply(Heap.builder().limit(4 << 20).build());
        foreign = new long[] {neighbour.malloc(100), arena.allocate(100).address(), 16, -16, Long.MAX_VALUE};
    }

    /** Makes a mistake with a block, and frees it. */
    void one(Worker worker, Block block) {
        long address = block.address();
        long inside = address + 1 + worker.below((int) block.size() - 1);
        long outside = foreign[worker.below(foreign.length)];
        switch (worker.below(KINDS)) {
            case 0 -> misuses.expectReport("a free inside of a block, at", inside, () -> target.free(inside));
            case 1 -> misuses.expectReport("a free outside of the heap, at", outside, () -> target.free(outside));
            case 2 -> misuses.expectReport("a free with a wrong size, of", address,
                    () -> target.free(address, block.size() + FAR_LARGER));
            case 3 -> misuses.expectReport("a resize inside of a block, at", inside, () -> target.realloc(inside, 1));
            case 4 -> misuses.expectReport("a question about a size, at", inside, () -> target.usableSize(inside));
            default -> {
                target.freeTwice(worker, block, misuses);
                return;
            }
        }
        worker.free(block);
    }

    void close() {
        neighbour.free(foreign[0]);
        neighbour.close();
        arena.close();
    }
}
