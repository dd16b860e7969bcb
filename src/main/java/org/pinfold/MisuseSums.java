package org.pinfold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.pinfold.HeapMisuseException.Kind;
import org.pinfold.MisuseSummary.Pattern;
import org.pinfold.MisuseSummary.Window;
import org.pinfold.heap.Misuse;
import org.pinfold.trace.Incidents;
import org.pinfold.trace.Site;

/** Adds up a {@link MisuseSummary}, and writes it down. */
final class MisuseSums {
    private static final int PATTERNS_TOLD = 8;
    private static final int WINDOWS_TOLD = 12;

    private MisuseSums() {
    }

    static MisuseSummary of(Incidents incidents) {
        long now = incidents.now();
        List<Pattern> patterns = new ArrayList<>();
        incidents.forEachPattern((pattern, tally) -> patterns.add(new Pattern(pattern.superslab(),
                pattern.generation(), pattern.site().frames(), byKind(tally::count), tally.total(),
                Duration.ofNanos(now - tally.firstNanos()), Duration.ofNanos(now - tally.lastNanos()))));
        patterns.sort(Comparator.comparingLong(Pattern::count).reversed());
        List<Window> windows = new ArrayList<>();
        incidents.forEachWindow((tally, begin) ->
                windows.add(new Window(Duration.ofNanos(now - begin), byKind(tally::count), tally.total())));
        Map<Kind, Long> byKind = byKind(incidents::count);
        return new MisuseSummary(sum(byKind), byKind, List.copyOf(patterns), incidents.unassigned(),
                List.copyOf(windows));
    }

    private static Map<Kind, Long> byKind(IntToLongFunction counts) {
        Map<Kind, Long> byKind = new EnumMap<>(Kind.class);
        for (Misuse.Kind kind : Misuse.Kind.values()) {
            long count = counts.applyAsLong(kind.ordinal());
            if (count > 0) {
                byKind.put(Kind.valueOf(kind.name()), count);
            }
        }
        return Map.copyOf(byKind);
    }

    private static long sum(Map<Kind, Long> byKind) {
        return byKind.values().stream().mapToLong(Long::longValue).sum();
    }

    static String text(MisuseSummary summary) {
        StringBuilder text = new StringBuilder("Misuse: ").append(summary.total()).append(' ')
                .append(sorted(summary.byKind()));
        for (Pattern pattern : summary.patterns().stream().limit(PATTERNS_TOLD).toList()) {
            text.append('\n').append(pattern.count()).append(' ').append(sorted(pattern.byKind()))
                    .append(pattern.isStalePointers() ? ", stale pointers" : "").append(pattern.superslab() < 0
                            ? ", outside of the heap" : ", superslab " + pattern.superslab() + " in generation "
                            + pattern.generation()).append(", ").append(pattern.sinceFirst().toMillis())
                    .append(" to ").append(pattern.sinceLast().toMillis()).append(" ms ago\n    at ")
                    .append(Site.text(pattern.site()));
        }
        if (summary.patterns().size() > PATTERNS_TOLD || summary.unassigned() > 0) {
            text.append("\nand ").append(Math.max(0, summary.patterns().size() - PATTERNS_TOLD))
                    .append(" more patterns; ").append(summary.unassigned()).append(" belong to none");
        }
        List<Window> windows = summary.windows();
        for (Window window : windows.subList(Math.max(0, windows.size() - WINDOWS_TOLD), windows.size())) {
            text.append("\nin the 10 s that began ").append(window.sinceBegin().toSeconds()).append(" s ago: ")
                    .append(window.count()).append(' ').append(sorted(window.byKind()));
        }
        return text.toString();
    }

    private static Map<Kind, Long> sorted(Map<Kind, Long> byKind) {
        return byKind.isEmpty() ? Map.of() : new EnumMap<>(byKind);
    }
}
