package org.pinfold.os;

import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RetiredRangesTest {
    private final RetiredRanges ranges = new RetiredRanges();

    @Test
    void theOldestOfTheSizeIsGivenOnceEnoughRest() {
        for (int i = 0; i < RetiredRanges.REST; i++) {
            ranges.add(range(i, i % 2 == 0 ? 1 << 20 : 1 << 21));
            assertEquals(Optional.empty(), ranges.take(1 << 20), "it rests");
        }
        ranges.add(range(100, 1 << 20));
        assertEquals(Optional.of(range(0, 1 << 20)), ranges.take(1 << 20));
        assertEquals(Optional.empty(), ranges.take(1 << 20), "the others rest");
        ranges.add(range(101, 1 << 20));
        assertEquals(Optional.of(range(1, 1 << 21)), ranges.take(1 << 21));
    }

    @Test
    void aRangeOfAnotherSizeIsNotGiven() {
        for (int i = 0; i <= RetiredRanges.REST; i++) {
            ranges.add(range(i, 1 << 20));
        }
        assertEquals(Optional.empty(), ranges.take(1 << 19));
    }

    private static Reservation range(int number, long bytes) {
        return new Reservation((number + 1L) << 30, bytes, true);
    }
}
