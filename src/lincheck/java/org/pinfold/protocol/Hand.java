package org.pinfold.protocol;

import java.util.Arrays;

/**
 * What one thread has in its hands from one operation to the next, last in first out.
 *
 * <p>No other thread touches it, so its steps are no steps of a protocol, and the model checker does not interleave
 * them. In {@link Marks} and here stands all the bookkeeping that is exempted so; no shared word is.
 */
public final class Hand {
    private int[] things = new int[4];
    private int size;

    /** How many things these are. */
    public int size() {
        return size;
    }

    /** One thing more. */
    public void add(int thing) {
        if (size == things.length) {
            things = Arrays.copyOf(things, 2 * size);
        }
        things[size++] = thing;
    }

    void addAll(Hand other) {
        for (int i = 0; i < other.size; i++) {
            add(other.things[i]);
        }
    }

    /** The last thing that came, which leaves. */
    public int take() {
        return things[--size];
    }

    /** Whether these are the numbers from 0 on, each once. */
    boolean isPermutation() {
        int[] sorted = Arrays.copyOf(things, size);
        Arrays.sort(sorted);
        for (int i = 0; i < size; i++) {
            if (sorted[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** A hand for each thread; Lincheck numbers threads from 1 on. */
    public static Hand[] ofThreads() {
        Hand[] hands = new Hand[8];
        Arrays.setAll(hands, thread -> new Hand());
        return hands;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(things, size));
    }
}
