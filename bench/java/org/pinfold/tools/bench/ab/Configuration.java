package org.pinfold.tools.bench.ab;

/**
 * What the heap of one side is made with. The first four are the switches of {@link org.pinfold.heap.Experiments}.
 *
 * @param exactFrees {@link org.pinfold.Frees#EXACT}, or else {@code ORDERED}
 * @param blockState whether blocks are marked and frees look at the marks; without it the library is another one
 * @param learning {@link org.pinfold.Heap.Builder#learning}
 */
public record Configuration(boolean batchRefill, boolean remoteDrain, boolean counterAudit, boolean pins,
        boolean exactFrees, boolean blockState, boolean learning) {
    /** What users get. */
    public static final Configuration DEFAULT = new Configuration(true, true, false, true, false, true, false);

    Configuration withBatchRefill(boolean on) {
        return new Configuration(on, remoteDrain, counterAudit, pins, exactFrees, blockState, learning);
    }

    Configuration withRemoteDrain(boolean on) {
        return new Configuration(batchRefill, on, counterAudit, pins, exactFrees, blockState, learning);
    }

    Configuration withCounterAudit(boolean on) {
        return new Configuration(batchRefill, remoteDrain, on, pins, exactFrees, blockState, learning);
    }

    Configuration withPins(boolean on) {
        return new Configuration(batchRefill, remoteDrain, counterAudit, on, exactFrees, blockState, learning);
    }

    Configuration withExactFrees(boolean on) {
        return new Configuration(batchRefill, remoteDrain, counterAudit, pins, on, blockState, learning);
    }

    Configuration withBlockState(boolean on) {
        return new Configuration(batchRefill, remoteDrain, counterAudit, pins, exactFrees, on, learning);
    }

    Configuration withLearning(boolean on) {
        return new Configuration(batchRefill, remoteDrain, counterAudit, pins, exactFrees, blockState, on);
    }
}
