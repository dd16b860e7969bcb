package org.pinfold.trace;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is driven out, and what stays. */
class LatestTest {
    private static final int MOST = 16;
    private static final int THREADS = 4;
    private static final int EACH = 20_000;

    @Test
    void theOldestGoes() {
        Latest<Integer> latest = new Latest<>(MOST);
        for (int i = 0; i < 40; i++) {
            assertEquals(i < MOST ? null : Integer.valueOf(i - MOST), latest.exchange(i));
        }
        List<Integer> there = new ArrayList<>();
        latest.forEach(there::add);
        assertEquals(List.of(24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39), there);
    }

    @Test
    void eachIsDrivenOutOnceOrStays() throws Exception {
        Latest<Integer> latest = new Latest<>(MOST);
        List<Integer> all = new ArrayList<>();
        Together.run(THREADS, thread -> () -> {
            List<Integer> out = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                Integer driven = latest.exchange(thread * EACH + i);
                if (driven != null) {
                    out.add(driven);
                }
            }
            return out;
        }).forEach(all::addAll);
        assertEquals(THREADS * EACH - MOST, all.size());
        latest.forEach(all::add);
        assertEquals(THREADS * EACH, all.stream().distinct().count());
    }
}
