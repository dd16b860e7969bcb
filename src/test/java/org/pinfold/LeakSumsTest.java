package org.pinfold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinfold.LeakReport.SiteLeaks;
import org.pinfold.heap.Records;
import org.pinfold.trace.Act;
import org.pinfold.trace.Place;
import org.pinfold.trace.Site;
import org.pinfold.trace.Sites;
import org.pinfold.trace.Trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reports of traces that are made up: sums by place and age, and totals of samples of a heap that is known. */
class LeakSumsTest {
    private static final long MILLI = 1_000_000;
    private static final long NOW = 5_000_000_000L;

    private final Sites sites = new Sites(name -> !name.startsWith("org.pinfold.LeakSumsTest"));

    private Site first() {
        return sites.here();
    }

    private Site second() {
        return sites.here();
    }

    private Site third() {
        return sites.here();
    }

    private static Trace trace(long address, long bytes, Site site, long ageMillis) {
        return new Trace(address, bytes, Place.ELSEWHERE, new Act(site, NOW - ageMillis * MILLI, 1, "t"));
    }

    private static Records.Live live(int oneIn, List<Trace> traces, long untraced) {
        return new Records.Live(oneIn, NOW, traces, 1_000, untraced, 0);
    }

    private static LeakReport of(Records.Live live) {
        return LeakSums.of(live, Duration.ZERO);
    }

    @Test
    void addsUpByPlaceAndAge() {
        Site one = first();
        Site other = second();
        List<Trace> traces = List.of(trace(1, 10, one, 5), trace(2, 20, one, 2_000), trace(3, 100, other, 999),
                trace(4, 30, one, 15_000_000));
        LeakReport report = of(live(1, traces, 0));
        assertEquals(4, report.total().blocks().estimate());
        assertEquals("160", report.total().bytes().toString());
        assertEquals(2, report.sites().size());
        SiteLeaks most = report.sites().getFirst();
        assertEquals(other.frames(), most.stack());
        assertEquals(100, most.live().bytes().estimate());
        SiteLeaks next = report.sites().getLast();
        assertEquals("first", next.stack().getFirst().getMethodName());
        assertEquals(60, next.live().sampledBytes());
        assertEquals(Duration.ofMillis(5), next.youngest());
        assertEquals(Duration.ofMillis(15_000_000), next.oldest());
        assertEquals(Map.of(Duration.ZERO, 2L, Duration.ofSeconds(1), 1L, Duration.ofHours(1), 1L), ages(report));
        assertEquals(Map.of(Duration.ofSeconds(1), 1L, Duration.ofHours(1), 1L),
                ages(LeakSums.of(live(1, traces, 0), Duration.ofMillis(1_000))));
    }

    private static Map<Duration, Long> ages(LeakReport report) {
        Map<Duration, Long> ages = new HashMap<>();
        report.ages().forEach(band -> ages.put(band.from(), band.live().sampledBlocks()));
        return ages;
    }

    @Test
    void nothingIsNothing() {
        LeakReport report = of(live(1, List.of(), 0));
        assertTrue(report.isEmpty() && report.sites().isEmpty() && report.ages().isEmpty());
        assertEquals("Live blocks, each one recorded: 0 bytes in 0 blocks", report.toString());
        LeakReport sampled = of(live(1_000, List.of(), 0));
        assertTrue(sampled.isEmpty());
        assertEquals(3_700, sampled.total().blocks().high(), 100, "so many may be there nevertheless");
        assertTrue(sampled.total().bytes().high() >= 3_600_000, "of at most as many bytes as a sampled one ever had");
    }

    @Test
    void printsAPageAtMost() {
        List<Trace> traces = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Site site = new Sites(name -> false).here();
            traces.add(trace(i, i, site, 1L << i % 40));
        }
        String text = of(live(10, traces, 7)).toString();
        assertTrue(text.lines().count() < 60, text);
        assertTrue(text.startsWith("Live blocks, one in 10 recorded: 49500 (95 %: "), text);
        assertTrue(text.contains("and from 92 more places"), text);
        assertTrue(text.contains("too low: 7 allocations"), text);
    }

    @Test
    void theReadmeShowsWhatIsPrinted() throws IOException {
        LeakReport.Live live = new LeakReport.Live(43, 1_400, new LeakReport.Total(43_000, 31_119, 57_921),
                new LeakReport.Total(1_400_000, 1_016_520, 1_914_331));
        List<StackTraceElement> stack = List.of(new StackTraceElement("app.Cache", "load", "Cache.java", 42),
                new StackTraceElement("app.Server", "handle", "Server.java", 17));
        LeakReport report = new LeakReport(1_000, live,
                List.of(new SiteLeaks(stack, live, Duration.ofSeconds(41), Duration.ofSeconds(380))),
                List.of(new LeakReport.AgeLeaks(Duration.ofMinutes(1), live)), 0, 0);
        String readme = Files.readString(Path.of(System.getProperty("pinfold.basedir"), "README.md"));
        assertTrue(readme.contains("\n" + report + "\n"), () -> "not in the README:\n" + report);
    }

    /** How often the intervals of each place and of the total have the truth, of samples of one and the same heap. */
    private double covered(int oneIn, double stretch) {
        List<Site> places = List.of(first(), second(), third());
        SplittableRandom random = new SplittableRandom(17);
        List<Trace> all = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            int place = i % 10 == 0 ? 0 : i % 10 < 4 ? 1 : 2;
            all.add(trace(i, 16L << random.nextInt(6) + place, places.get(place), i));
        }
        LeakReport truth = of(live(1, all, 0));
        Map<List<StackTraceElement>, LeakReport.Live> bySite = new HashMap<>();
        truth.sites().forEach(site -> bySite.put(site.stack(), site.live()));
        assertEquals(3, bySite.size());
        int intervals = 0;
        int right = 0;
        for (int trial = 0; trial < 500; trial++) {
            LeakReport report = of(new Records.Live(oneIn, NOW,
                    all.stream().filter(_ -> random.nextInt(oneIn) == 0).toList(), 16L << 8, 0, 0));
            intervals += 2;
            right += count(report.total(), truth.total(), stretch);
            for (SiteLeaks site : report.sites()) {
                intervals += 2;
                right += count(site.live(), bySite.get(site.stack()), stretch);
            }
        }
        assertTrue(intervals > 3_500, "the smallest place may have been missed");
        return (double) right / intervals;
    }

    private static int count(LeakReport.Live live, LeakReport.Live truth, double stretch) {
        return (has(live.blocks(), truth.blocks().estimate(), stretch) ? 1 : 0)
                + (has(live.bytes(), truth.bytes().estimate(), stretch) ? 1 : 0);
    }

    private static boolean has(LeakReport.Total total, long truth, double stretch) {
        return truth >= total.estimate() - stretch * (total.estimate() - total.low())
                && truth <= total.estimate() + stretch * (total.high() - total.estimate());
    }

    @Test
    void theIntervalsHaveTheTruthAsOftenAsTheySay() {
        assertTrue(covered(10, 1) >= 0.95, () -> "only " + covered(10, 1));
        assertTrue(covered(100, 1) >= 0.95, () -> "only " + covered(100, 1));
    }

    @Test
    @Tag("canary")
    void canaryIntervalsOfHalfTheWidthDoNot() {
        assertFalse(covered(10, 0.5) >= 0.95);
    }
}
