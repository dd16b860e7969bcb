package org.pinfold.tools.variants;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class OrderTest {
    private static final int BLOCKS = 1000;

    @Test
    void lifoVisitsTheLastFirst() {
        assertArrayEquals(new int[] {3, 2, 1, 0}, Order.LIFO.of(4, 1));
    }

    @Test
    void randomVisitsEachOnceAsTheSeedSays() {
        int[] order = Order.RANDOM.of(BLOCKS, 5);
        assertArrayEquals(order, Order.RANDOM.of(BLOCKS, 5));
        assertFalse(Arrays.equals(order, Order.RANDOM.of(BLOCKS, 6)));
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, BLOCKS).toArray(), sorted);
        assertFalse(Arrays.equals(sorted, order));
    }
}
