package org.pinfold.tools.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.Peer;

/**
 * Allocators of little use, where there can be more than one of a kind: each has a few blocks.
 *
 * @param heaps how many
 * @param blocks of each
 * @param most bytes of a block
 */
record ManyHeaps(int heaps, int blocks, int most) implements Scenario {
    private static final int LEAST = 16;
    private static final long SEED = 1;

    @Override
    public Demand demand() {
        return new Demand(blocks, (long) blocks * most);
    }

    @Override
    public void run(Peer peer, Supplier<Peer> more, Meter meter) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Peer> all = new ArrayList<>(List.of(peer));
        List<Blocks> theirs = new ArrayList<>();
        for (int heap = 0; heap < heaps; heap++) {
            if (heap > 0) {
                all.add(more.get());
                meter.watch(all.getLast());
            }
            Blocks own = new Blocks(all.getLast(), meter, 0, blocks);
            for (int slot = 0; slot < blocks; slot++) {
                own.put(slot, random.nextInt(LEAST, most + 1));
            }
            theirs.add(own);
        }
        meter.mark(RandomMixed.FULL);
        theirs.forEach(own -> own.freeAll(random, 0));
        meter.mark(RandomMixed.FREED);
        meter.silence(RandomMixed.SILENCE);
        meter.mark(RandomMixed.SILENT);
        all.stream().skip(1).forEach(Peer::close);
    }
}
