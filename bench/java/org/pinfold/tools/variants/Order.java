package org.pinfold.tools.variants;

import java.util.SplittableRandom;

/** In which order blocks are visited. */
public enum Order {
    /** Any: most visits find the caches without what they need, as frees in a program of some size do. */
    RANDOM("random order") {
        @Override
        int[] of(int blocks, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] order = new int[blocks];
            for (int i = 0; i < blocks; i++) {
                int swapped = random.nextInt(i + 1);
                order[i] = order[swapped];
                order[swapped] = i;
            }
            return order;
        }
    },
    /** Last allocated, first visited. */
    LIFO("last in, first out") {
        @Override
        int[] of(int blocks, long seed) {
            int[] order = new int[blocks];
            for (int i = 0; i < blocks; i++) {
                order[i] = blocks - 1 - i;
            }
            return order;
        }
    };

    private final String words;

    Order(String words) {
        this.words = words;
    }

    /** The numbers of {@code blocks} blocks, counted in the order of allocation, in the order of visits. */
    abstract int[] of(int blocks, long seed);

    @Override
    public String toString() {
        return words;
    }
}
