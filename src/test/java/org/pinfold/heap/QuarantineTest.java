package org.pinfold.heap;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Blocks come out of a quarantine once each, and no sooner than it says. */
class QuarantineTest {
    private static final long SEED = 7;

    private final Quarantine quarantine = new Quarantine(SEED);

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 1024, 8192})
    void eachComesOutOnceAndNotTooSoon(int bytes) {
        int sizeClass = SizeClasses.of(bytes);
        int length = Quarantine.length(sizeClass);
        assertTrue(length > 0);
        quarantine.prepare(sizeClass);
        Set<Long> in = new HashSet<>();
        Queue<Long> order = new ArrayDeque<>();
        long[] enteredAt = new long[100 * length + 1];
        for (int turn = 1; turn < enteredAt.length; turn++) {
            enteredAt[turn] = turn;
            assertTrue(in.add((long) turn));
            for (long out : new long[] {quarantine.exchange(sizeClass, turn), quarantine.take(sizeClass)}) {
                if (out != 0) {
                    assertTrue(in.remove(out));
                    order.add(out);
                    assertTrue(turn - enteredAt[(int) out] >= length, out + " came out at " + turn);
                }
            }
            assertEquals(in.size(), quarantine.count(sizeClass));
        }
        assertTrue(order.size() > 90 * length);
        assertFalse(order.stream().toList().equals(order.stream().sorted().toList()), "by chance, in no order");
        long[] rest = quarantine.empty(sizeClass);
        assertEquals(in, new HashSet<>(Arrays.stream(rest).boxed().toList()));
        assertEquals(rest.length, in.size());
        assertFalse(quarantine.isReady(sizeClass));
        assertEquals(0, quarantine.take(sizeClass));
    }

    @Test
    void largeBlocksDoNotWait() {
        assertEquals(0, Quarantine.length(SizeClasses.of(20_000)));
    }

    @Test
    void shufflingKeepsAll() {
        long[] blocks = {1, 2, 3, 4, 5, 6, 7, 8, 0, 0};
        Set<Long> firsts = new HashSet<>();
        for (int round = 0; round < 200; round++) {
            quarantine.shuffle(blocks, 8);
            firsts.add(blocks[0]);
            long[] sorted = Arrays.copyOf(blocks, 8);
            Arrays.sort(sorted);
            assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, sorted);
        }
        assertEquals(8, firsts.size());
        assertEquals(0, blocks[9]);
    }
}
