package org.pinfold.tools.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.Peer;

/**
 * A program whose sizes change: step after step it fills memory with blocks of one size, replaces them at random, frees
 * seven of eight at random, and goes on to the next size. What a step has left is freed some steps later.
 *
 * @param bytes of blocks in each step
 * @param operations allocations in each step
 */
record Shifts(long bytes, long operations) implements Scenario {
    private static final int[] SIZES = {64, 1 << 10, 16 << 10, 256, 4 << 10, 128, 2 << 10, 32 << 10, 512, 8 << 10};
    private static final int STEPS_KEPT = 4;
    private static final int SPARED = 8;
    private static final long SEED = 1;

    /** The moment at which step number {@code step}, from 1 on, has filled memory. */
    static String full(int step) {
        return "step " + step + ", " + SIZES[step - 1] + " B, full";
    }

    /** The moment at which seven of eight of its blocks are freed. */
    static String thinned(int step) {
        return "step " + step + ", " + SIZES[step - 1] + " B, thinned";
    }

    static int steps() {
        return SIZES.length;
    }

    /** The size of a step's blocks in bytes. */
    static int size(int step) {
        return SIZES[step - 1];
    }

    private int slots(int step) {
        return (int) (bytes / SIZES[step - 1]);
    }

    @Override
    public Demand demand() {
        int slots = 0;
        for (int step = 1; step <= steps(); step++) {
            slots += slots(step);
        }
        return new Demand(slots, 2 * bytes);
    }

    @Override
    public void run(Peer peer, Supplier<Peer> more, Meter meter) {
        SplittableRandom random = new SplittableRandom(SEED);
        Deque<Blocks> left = new ArrayDeque<>();
        int first = 0;
        for (int step = 1; step <= steps(); step++) {
            if (left.size() == STEPS_KEPT) {
                left.poll().freeAll(random, 0);
            }
            Blocks blocks = new Blocks(peer, meter, first, slots(step));
            first += blocks.slots();
            for (int slot = 0; slot < blocks.slots(); slot++) {
                blocks.put(slot, SIZES[step - 1]);
            }
            for (long again = operations - blocks.slots(); again > 0; again--) {
                blocks.put(random.nextInt(blocks.slots()), SIZES[step - 1]);
            }
            meter.mark(full(step));
            blocks.freeAll(random, SPARED);
            meter.mark(thinned(step));
            left.add(blocks);
        }
    }
}
