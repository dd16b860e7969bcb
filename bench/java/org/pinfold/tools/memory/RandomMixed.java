package org.pinfold.tools.memory;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.Peer;

/**
 * Blocks of random sizes take each other's place; then all are freed, or all but some, in an order of chance, and
 * nothing is called any more for a while.
 *
 * @param bytes live, about
 * @param least bytes of a block
 * @param most bytes of a block
 * @param turns how often each slot's block is replaced, on the average
 * @param spared of so many blocks one stays, or 0: none does
 */
record RandomMixed(long bytes, int least, int most, int turns, int spared) implements Scenario {
    /** When all slots have been filled and their blocks replaced. */
    static final String FULL = "full";
    /** When blocks have just been freed. */
    static final String FREED = "freed";
    /** Some time later, without any call. */
    static final String SILENT = "2 s later";
    /** For how long nothing is called. */
    static final Duration SILENCE = Duration.ofSeconds(2);
    private static final long SEED = 1;

    @Override
    public Demand demand() {
        return new Demand((int) (2 * bytes / (least + most)), bytes);
    }

    @Override
    public void run(Peer peer, Supplier<Peer> more, Meter meter) {
        SplittableRandom random = new SplittableRandom(SEED);
        Blocks blocks = new Blocks(peer, meter, 0, demand().slots());
        for (int slot = 0; slot < blocks.slots(); slot++) {
            blocks.put(slot, random.nextInt(least, most + 1));
        }
        for (long turn = (long) turns * blocks.slots(); turn > 0; turn--) {
            blocks.put(random.nextInt(blocks.slots()), random.nextInt(least, most + 1));
        }
        meter.mark(FULL);
        blocks.freeAll(random, spared);
        meter.mark(FREED);
        meter.silence(SILENCE);
        meter.mark(SILENT);
    }
}
