package org.pinfold.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pinfold.trace.Incidents.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Counts by kind, by pattern and by time, with a clock that the test moves. */
class IncidentsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Site SOME = new Site(List.of(new StackTraceElement("A", "a", "A.java", 1)));
    private static final Site OTHER = new Site(List.of(new StackTraceElement("B", "b", "B.java", 2)));

    private final AtomicLong clock = new AtomicLong(-3 * SECOND);
    private final Incidents incidents = new Incidents(2, clock::get);

    private record Line(long begin, long first, long second) {
    }

    private List<Line> windows() {
        List<Line> lines = new ArrayList<>();
        incidents.forEachWindow((tally, begin) -> lines.add(new Line(begin, tally.count(0), tally.count(1))));
        return lines;
    }

    private Tally tally(Pattern wanted) {
        Tally[] found = {null};
        incidents.forEachPattern((pattern, tally) -> found[0] = pattern.equals(wanted) ? tally : found[0]);
        return found[0];
    }

    @Test
    void areCountedByKindAndPattern() {
        incidents.add(0, 3, 1, () -> SOME);
        incidents.add(1, 3, 1, () -> SOME);
        clock.addAndGet(5 * SECOND);
        incidents.add(1, 3, 1, () -> SOME);
        incidents.add(1, 3, 2, () -> SOME);
        incidents.add(1, 3, 1, () -> OTHER);
        assertEquals(1, incidents.count(0));
        assertEquals(4, incidents.count(1));
        Tally tally = tally(new Pattern(3, 1, SOME));
        assertEquals(3, tally.total());
        assertEquals(2, tally.count(1));
        assertEquals(-3 * SECOND, tally.firstNanos());
        assertEquals(2 * SECOND, tally.lastNanos());
        assertEquals(1, tally(new Pattern(3, 2, SOME)).total());
        assertEquals(1, tally(new Pattern(3, 1, OTHER)).total());
    }

    @Test
    void windowsComeAndGo() {
        assertEquals(List.of(), windows());
        incidents.add(0, 0, 0, () -> SOME);
        clock.addAndGet(9 * SECOND);
        incidents.add(1, 0, 0, () -> SOME);
        clock.addAndGet(SECOND);
        incidents.add(1, 0, 0, () -> SOME);
        assertEquals(List.of(new Line(-3 * SECOND, 1, 1), new Line(7 * SECOND, 0, 1)), windows());
        clock.addAndGet((Incidents.WINDOWS - 2) * 10 * SECOND);
        incidents.add(0, 0, 0, () -> SOME);
        assertEquals(3, windows().size(), "the first is one of the last ones still");
        clock.addAndGet(10 * SECOND);
        assertEquals(List.of(new Line(7 * SECOND, 0, 1), new Line(587 * SECOND, 1, 0)), windows());
        clock.addAndGet(1_000_000 * SECOND);
        assertEquals(List.of(), windows());
        incidents.add(0, 0, 0, () -> SOME);
        assertEquals(1, windows().size());
        assertEquals(3, incidents.count(0), "what windows forget is still counted");
    }

    @Test
    void inAWindowOnlySoManyAreLookedAt() {
        AtomicInteger looks = new AtomicInteger();
        for (int window = 0; window < 2; window++) {
            for (int i = 0; i < 50_000; i++) {
                incidents.add(0, 1, 1, () -> {
                    looks.incrementAndGet();
                    return SOME;
                });
            }
            clock.addAndGet(10 * SECOND);
        }
        assertEquals(2 * Incidents.LOOKS, looks.get());
        assertEquals(2 * Incidents.LOOKS, tally(new Pattern(1, 1, SOME)).total());
        assertEquals(100_000 - 2 * Incidents.LOOKS, tally(new Pattern(1, 1, Site.UNKNOWN)).total());
        assertEquals(100_000, incidents.count(0));
    }

    @Test
    void patternsAreBoundedAndNothingIsLost() {
        int[] patterns = {0};
        for (int i = 0; i < 100_000; i++) {
            incidents.add(i & 1, i % 5_000, 0, () -> Site.UNKNOWN);
        }
        long[] assigned = {0};
        incidents.forEachPattern((_, tally) -> {
            patterns[0]++;
            assigned[0] += tally.total();
        });
        assertEquals(Incidents.PATTERNS, patterns[0]);
        assertEquals(100_000, assigned[0] + incidents.unassigned());
        assertEquals(50_000, incidents.count(0));
        assertEquals(50_000, incidents.count(1));
    }

    @Test
    void manyThreadsAreCountedExactly() throws Exception {
        int threads = 4;
        int each = 50_000;
        Together.run(threads, thread -> () -> {
            for (int i = 0; i < each; i++) {
                incidents.add(thread & 1, i & 7, 0, () -> SOME);
                // All windows pass by: 200 of them, and a thread may be late by all of these.
                clock.addAndGet(SECOND / 100);
            }
            return null;
        });
        assertEquals(2 * each, incidents.count(0));
        assertEquals(2 * each, incidents.count(1));
        long[] assigned = {0};
        incidents.forEachPattern((_, tally) -> assigned[0] += tally.total());
        assertEquals(threads * each, assigned[0]);
        long inWindows = windows().stream().mapToLong(line -> line.first() + line.second()).sum();
        assertTrue(inWindows > 0 && inWindows <= threads * each, () -> inWindows + " in windows");
    }
}
