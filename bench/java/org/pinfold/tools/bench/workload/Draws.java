package org.pinfold.tools.bench.workload;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** The slots and sizes that a loop goes through, over and over: drawn in pairs, first the slot, then the size. */
public final class Draws {
    /** How many there are, a power of two. */
    public static final int COUNT = 1 << 16;

    private final int[] slots = new int[COUNT];
    private final int[] sizes = new int[COUNT];
    private int position;

    /** What {@code seed} decides for {@code shape}. */
    public Draws(long seed, Shape shape) {
        Splitmix random = new Splitmix(seed);
        for (int i = 0; i < COUNT; i++) {
            slots[i] = (int) random.below(shape.slots());
            sizes[i] = (int) (shape.least() + random.below(shape.most() - shape.least() + 1));
        }
    }

    /** Puts {@code size} in place of each size. */
    void mapSizes(LongUnaryOperator size) {
        Arrays.setAll(sizes, i -> Math.toIntExact(size.applyAsLong(sizes[i])));
    }

    /** The slots, for loops to go through: not copied, not to be written. */
    int[] slots() {
        return slots;
    }

    /** As {@link #slots()}. */
    int[] sizes() {
        return sizes;
    }

    /** Where the next {@code draws} begin, a power of two of them, so that none goes beyond the end. */
    int next(int draws) {
        int from = position;
        position = from + draws & COUNT - 1;
        return from;
    }

    /** The {@code i}th slot. */
    public int slot(int i) {
        return slots[i & COUNT - 1];
    }

    /** The {@code i}th size. */
    public int size(int i) {
        return sizes[i & COUNT - 1];
    }
}
