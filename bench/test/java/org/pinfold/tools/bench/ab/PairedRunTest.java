package org.pinfold.tools.bench.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The order of windows, on sides that take the time that they are told to. */
class PairedRunTest {
    private static final int GROUPS = 3;
    private static final int PAIRS = 20;
    private static final Plan PLAN = new Plan(GROUPS, PAIRS, 1, 2, 7);

    private final List<String> windows = new ArrayList<>();
    private final List<Long> seeds = new ArrayList<>();
    private int closed;

    @Test
    void windowsFollowEachOtherInPairsWhoseOrderVaries() {
        List<List<Pair>> groups = run(100, 130);
        assertEquals(GROUPS, groups.size());
        for (int group = 0; group < GROUPS; group++) {
            assertEquals(PAIRS, groups.get(group).size());
        }
        groups.stream().flatMap(List::stream).forEach(pair -> {
            assertEquals(new Window(10, new HeapLook(100, 0)), pair.without());
            assertEquals(new Window(13, new HeapLook(130, 0)), pair.with());
        });
        List<String> measured = windows.subList(windows.size() - 2 * PAIRS, windows.size());
        int withoutFirst = 0;
        for (int i = 0; i < measured.size(); i += 2) {
            assertEquals(List.of("with", "without"), measured.subList(i, i + 2).stream().sorted().toList());
            withoutFirst += measured.get(i).equals("without") ? 1 : 0;
        }
        assertTrue(withoutFirst > 0 && withoutFirst < PAIRS, "always the same order");
    }

    @Test
    void eachGroupHasSidesOfItsOwnThatAreClosed() {
        run(100, 100);
        assertEquals(GROUPS, seeds.stream().distinct().count());
        assertEquals(2 * GROUPS, closed);
    }

    private List<List<Pair>> run(long withoutNanos, long withNanos) {
        return new PairedRun(PLAN).run(seed -> {
            seeds.add(seed);
            return new SidePair(new Told("without", withoutNanos), new Told("with", withNanos));
        });
    }

    /** Says that each round has taken so many nanoseconds. */
    private final class Told implements Side {
        private final String name;
        private final long nanos;

        Told(String name, long nanos) {
            this.name = name;
            this.nanos = nanos;
        }

        @Override
        public long cpuNanos(int rounds) {
            windows.add(name);
            assertTrue(rounds * nanos < TimeUnit.SECONDS.toNanos(1), "much longer than a window");
            return rounds * nanos;
        }

        @Override
        public int operations() {
            return 10;
        }

        @Override
        public HeapLook look() {
            return new HeapLook(nanos, 0);
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
