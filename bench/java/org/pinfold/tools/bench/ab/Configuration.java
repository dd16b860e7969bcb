package org.pinfold.tools.bench.ab;

/**
 * What the heap of one side is made with. The first four are the switches of {@link org.pinfold.heap.Experiments}.
 *
 * @param exactFrees {@link org.pinfold.Frees#EXACT}, or else {@code ORDERED}
 * @param blockState whether blocks are marked and frees look at the marks; without it the library is another one
 * @param learning {@link org.pinfold.Heap.Builder#learning}
 * @param guarded {@link org.pinfold.Heap.Builder#guardedSampling()}
 * @param leaks {@link org.pinfold.Heap.Builder#leakTracking}, one in 1,000
 */
public record Configuration(boolean batchRefill, boolean remoteDrain, boolean counterAudit, boolean pins,
        boolean exactFrees, boolean blockState, boolean learning, boolean guarded, boolean leaks) {
    /** What users get. */
    public static final Configuration DEFAULT =
            new Configuration(true, true, false, true, false, true, false, false, false);

    Configuration withBatchRefill(boolean on) {
        return new Configuration(on, remoteDrain, counterAudit, pins, exactFrees, blockState, learning, guarded, leaks);
    }

    Configuration withRemoteDrain(boolean on) {
        return new Configuration(batchRefill, on, counterAudit, pins, exactFrees, blockState, learning, guarded, leaks);
    }

    Configuration withCounterAudit(boolean on) {
        return new Configuration(batchRefill, remoteDrain, on, pins, exactFrees, blockState, learning, guarded, leaks);
    }

    Configuration withPins(boolean on) {
        return new Configuration(batchRefill, remoteDrain, counterAudit, on, exactFrees, blockState, learning, guarded,
                leaks);
    }

    Configuration withExactFrees(boolean on) {
        return new Configuration(batchRefill, remoteDrain, counterAudit, pins, on, blockState, learning, guarded,
                leaks);
    }

    Configuration withBlockState(boolean on) {
        return new Configuration(batchRefill, remoteDrain, counterAudit, pins, exactFrees, on, learning, guarded,
                leaks);
    }

    Configuration withLearning(boolean on) {
        return new Configuration(batchRefill, remoteDrain, counterAudit, pins, exactFrees, blockState, on, guarded,
                leaks);
    }

    Configuration withGuarded(boolean on) {
        return new Configuration(batchRefill, remoteDrain, counterAudit, pins, exactFrees, blockState, learning, on,
                leaks);
    }

    Configuration withLeaks(boolean on) {
        return new Configuration(batchRefill, remoteDrain, counterAudit, pins, exactFrees, blockState, learning,
                guarded, on);
    }
}
