package org.pinfold.tools.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pinfold.tools.report.Table;

/** Results in tables, for people. */
public final class MemoryTables {
    private static final double MIB = 1 << 20;

    private MemoryTables() {
    }

    /** One row's table, and below it why allocators are missing. */
    public static String text(MemoryRow row) {
        Table table = new Table();
        cells(row).forEach(table::row);
        StringBuilder text = new StringBuilder(row.name()).append('\n').append(table.text());
        row.failures().forEach((allocator, why) -> text.append("  ").append(allocator).append(": ").append(why)
                .append('\n'));
        return text.toString();
    }

    /** A line for each allocator, and before them the heading. */
    public static List<List<String>> cells(MemoryRow row) {
        List<List<String>> lines = new ArrayList<>();
        row.results().forEach((allocator, result) -> {
            if (lines.isEmpty()) {
                lines.add(heading(result));
            }
            lines.add(line(allocator, result));
        });
        return lines;
    }

    /** How to read the figures, and what ran behind each name. */
    public static String legend(MemoryOutcome outcome) {
        StringBuilder text = new StringBuilder();
        reading().forEach(line -> text.append(line).append('\n'));
        text.append("What ran:\n");
        identities(outcome).forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    /** How to read the figures. */
    public static List<String> reading() {
        return List.of("MiB: growth of the resident set since the start, plus Pinfold's metadata on the Java heap; "
                        + "Java objects\n  of Netty are not in it. peak: at most; the other columns: at that moment.",
                "over live: the peak divided by the largest sum of the sizes of live blocks.");
    }

    /** What ran behind each name. */
    public static List<String> identities(MemoryOutcome outcome) {
        Map<String, String> identities = new LinkedHashMap<>();
        outcome.rows().forEach(row -> row.results().forEach((name, result) ->
                identities.put(name, result.identity())));
        return identities.entrySet().stream().map(it -> it.getKey() + ": " + it.getValue()).toList();
    }

    private static List<String> heading(MemoryResult first) {
        List<String> cells = new ArrayList<>(List.of("allocator", "peak live MiB", "peak MiB", "over live"));
        first.marks().keySet().stream().filter(mark -> !mark.equals(Meter.START)).forEach(cells::add);
        cells.add("metadata MiB");
        return cells;
    }

    private static List<String> line(String allocator, MemoryResult result) {
        List<String> cells = new ArrayList<>(List.of(allocator, mib(result.peakLive()), mib(result.peakTotal()),
                String.format(Locale.ROOT, "%.3f", result.overhead())));
        for (Map.Entry<String, Reading> mark : result.marks().entrySet()) {
            if (!mark.getKey().equals(Meter.START)) {
                cells.add(mib(mark.getValue().total()));
            }
        }
        cells.add(mib(result.peakMetadata()));
        return cells;
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MIB);
    }
}
