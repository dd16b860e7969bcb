package org.pinfold;

import java.time.Duration;
import java.util.List;

/** A {@link LeakReport} for people: a page at most. */
final class LeakText {
    private static final int SITES_TOLD = 8;
    private static final int FRAMES_TOLD = 4;
    private static final long MILLIS_TOLD = 10_000;

    private LeakText() {
    }

    static String of(LeakReport report) {
        StringBuilder text = new StringBuilder("Live blocks, ")
                .append(report.oneIn() == 1 ? "each one recorded" : "one in " + report.oneIn() + " recorded")
                .append(": ").append(of(report.total()));
        if (report.unrecorded() > 0) {
            text.append("\nTotals may be too low: ").append(report.unrecorded())
                    .append(" allocations that were chosen found no room in the records.");
        }
        if (report.unknownSites() > 0) {
            text.append("\nOf ").append(report.unknownSites()).append(" allocations there was no room for the place.");
        }
        for (LeakReport.SiteLeaks site : report.sites().stream().limit(SITES_TOLD).toList()) {
            text.append('\n').append(of(site.live())).append(", ").append(age(site.youngest())).append(" to ")
                    .append(age(site.oldest())).append(" old, allocated at").append(frames(site.stack()));
        }
        if (report.sites().size() > SITES_TOLD) {
            text.append("\nand from ").append(report.sites().size() - SITES_TOLD).append(" more places");
        }
        for (LeakReport.AgeLeaks band : report.ages().reversed()) {
            text.append('\n').append(band.from().isZero() ? "younger: " : "at least " + age(band.from()) + " old: ")
                    .append(of(band.live()));
        }
        return text.toString();
    }

    private static String of(LeakReport.Live live) {
        return live.bytes() + " bytes in " + live.blocks() + " blocks";
    }

    private static String frames(List<StackTraceElement> stack) {
        if (stack.isEmpty()) {
            return " an unknown place";
        }
        StringBuilder text = new StringBuilder();
        stack.stream().limit(FRAMES_TOLD).forEach(frame -> text.append("\n    ").append(frame));
        return text.toString();
    }

    private static String age(Duration age) {
        return age.toMillis() < MILLIS_TOLD ? age.toMillis() + " ms" : age.toSeconds() + " s";
    }
}
