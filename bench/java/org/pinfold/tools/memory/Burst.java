package org.pinfold.tools.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.Peer;

/**
 * Threads allocate, free what they have in an order of chance, and idle.
 *
 * @param threads how many
 * @param blocks of each thread
 * @param most bytes of a block
 */
record Burst(int threads, int blocks, int most) implements Scenario {
    private static final int LEAST = 16;
    private static final long SEED = 1;

    @Override
    public Demand demand() {
        return new Demand(threads * blocks, (long) threads * blocks * most);
    }

    @Override
    public void run(Peer peer, Supplier<Peer> more, Meter meter) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Consumer<Peer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread * blocks;
            SplittableRandom own = random.split();
            tasks.add(its -> burst(new Blocks(its, meter, first, blocks), own));
        }
        try (Crew crew = new Crew(peer)) {
            crew.run(tasks);
            meter.mark(RandomMixed.FREED);
            meter.silence(RandomMixed.SILENCE);
            meter.mark(RandomMixed.SILENT);
        }
    }

    private void burst(Blocks own, SplittableRandom random) {
        for (int slot = 0; slot < blocks; slot++) {
            own.put(slot, random.nextInt(LEAST, most + 1));
        }
        own.freeAll(random, 0);
    }
}
