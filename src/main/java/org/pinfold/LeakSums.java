package org.pinfold;

import java.time.Duration;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.pinfold.LeakReport.AgeLeaks;
import org.pinfold.LeakReport.Live;
import org.pinfold.LeakReport.SiteLeaks;
import org.pinfold.heap.Records;
import org.pinfold.trace.Sample;
import org.pinfold.trace.Site;
import org.pinfold.trace.Trace;

/** Adds up a {@link LeakReport}. */
final class LeakSums {
    /** Where bands of age begin. */
    private static final List<Duration> AGES = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(10),
            Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));

    private final Records.Live live;
    private final Sum total;
    private final List<Sum> ages;
    private final Map<Site, Sum> sites = new IdentityHashMap<>();

    /** What a place, an age or the heap comes to. */
    private static final class Sum {
        private final Sample blocks = new Sample(1);
        private final Sample bytes;
        private long youngest = Long.MAX_VALUE;
        private long oldest;

        Sum(long largest) {
            bytes = new Sample(largest);
        }

        void add(Trace trace, long age) {
            blocks.add(1);
            bytes.add(trace.bytes());
            youngest = Math.min(youngest, age);
            oldest = Math.max(oldest, age);
        }

        Live live(int oneIn) {
            return Live.of(oneIn, blocks, bytes);
        }
    }

    private LeakSums(Records.Live live) {
        this.live = live;
        this.total = new Sum(live.largest());
        this.ages = AGES.stream().map(_ -> new Sum(live.largest())).toList();
    }

    /** Of what is live for at least so long. */
    static LeakReport of(Records.Live live, Duration least) {
        LeakSums sums = new LeakSums(live);
        live.traces().forEach(trace -> sums.add(trace, least.toNanos()));
        return sums.report();
    }

    private void add(Trace trace, long least) {
        long age = Math.max(0, live.now() - trace.allocated().nanos());
        if (age >= least) {
            total.add(trace, age);
            ages.get(band(age)).add(trace, age);
            sites.computeIfAbsent(trace.allocated().site(), _ -> new Sum(live.largest())).add(trace, age);
        }
    }

    private static int band(long age) {
        int band = AGES.size() - 1;
        while (AGES.get(band).toNanos() > age) {
            band--;
        }
        return band;
    }

    private LeakReport report() {
        int oneIn = live.oneIn();
        List<SiteLeaks> bySite = sites.entrySet().stream()
                .map(entry -> new SiteLeaks(entry.getKey().frames(), entry.getValue().live(oneIn),
                        Duration.ofNanos(entry.getValue().youngest), Duration.ofNanos(entry.getValue().oldest)))
                .sorted(Comparator.comparing((SiteLeaks site) -> site.live().sampledBytes())
                        .thenComparing(site -> site.live().sampledBlocks()).reversed())
                .toList();
        List<AgeLeaks> byAge = IntStream.range(0, AGES.size()).filter(band -> ages.get(band).blocks.count() > 0)
                .mapToObj(band -> new AgeLeaks(AGES.get(band), ages.get(band).live(oneIn))).toList();
        return new LeakReport(oneIn, total.live(oneIn), bySite, byAge, live.untraced(), live.unknownSites());
    }
}
