package org.pinfold.tools.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.Peer;

/**
 * A program whose sizes change: step after step it fills memory with blocks of one size, replaces them at random, frees
 * seven of eight at random, and goes on to the next size. What a step has left is freed four steps later, and after
 * five the sizes come again. So from the ninth step on, memory is as large as five steps before, if nothing grows:
 * there are blocks of the same sizes then, and remains of the same three steps.
 *
 * @param bytes of blocks in each step
 * @param operations allocations in each step
 * @param sizes of the blocks of the first five steps
 */
record Shifts(long bytes, long operations, List<Integer> sizes) implements Scenario {
    /** Small blocks and others in turns: of small ones, those that are left keep nearly every page. */
    static final List<Integer> MIXED = List.of(64, 1 << 10, 16 << 10, 256, 4 << 10);
    /** Blocks of whole pages. */
    static final List<Integer> PAGES = List.of(4 << 10, 32 << 10, 8 << 10, 16 << 10, 24 << 10);
    private static final int TIMES = 2;
    private static final int STEPS_KEPT = 4;
    private static final int SPARED = 8;
    private static final long SEED = 1;

    /** The moment at which step number {@code step}, from 1 on, has filled memory. */
    static String full(List<Integer> sizes, int step) {
        return "step " + step + ", " + size(sizes, step) + " B, full";
    }

    /** The moment at which seven of eight of its blocks are freed. */
    static String thinned(List<Integer> sizes, int step) {
        return "step " + step + ", " + size(sizes, step) + " B, thinned";
    }

    /** After how many steps the sizes come again. */
    static int period() {
        return MIXED.size();
    }

    /** The first step at which there are remains of as many others as later. */
    static int firstOfAll() {
        return STEPS_KEPT;
    }

    static int steps() {
        return TIMES * period();
    }

    private static int size(List<Integer> sizes, int step) {
        return sizes.get((step - 1) % sizes.size());
    }

    private int slots(int step) {
        return (int) (bytes / size(sizes, step));
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
                blocks.put(slot, size(sizes, step));
            }
            for (long again = operations - blocks.slots(); again > 0; again--) {
                blocks.put(random.nextInt(blocks.slots()), size(sizes, step));
            }
            meter.mark(full(sizes, step));
            blocks.freeAll(random, SPARED);
            meter.mark(thinned(sizes, step));
            left.add(blocks);
        }
    }
}
