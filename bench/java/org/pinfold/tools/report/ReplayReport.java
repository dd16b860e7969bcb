package org.pinfold.tools.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.pinfold.tools.memory.MemoryResult;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.replay.CheckResult;
import org.pinfold.tools.worker.Job.Purpose;

/** Results in words and tables, for people. */
public final class ReplayReport {
    private static final String NOTHING = "-";
    private static final double MIB = 1 << 20;

    private final Set<Purpose> purposes;

    /** A report with columns for {@code purposes}. */
    public ReplayReport(Set<Purpose> purposes) {
        this.purposes = purposes;
    }

    /** One trace's table, and below it what was not measured and what was found wrong. */
    public String of(TraceResult result) {
        Table table = new Table();
        cells(result).forEach(table::row);
        StringBuilder text = new StringBuilder();
        text.append(result.trace()).append(": ").append(workload(result)).append('\n');
        text.append(table.text());
        remarks(result).forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    /** What was replayed. */
    public static String workload(TraceResult result) {
        return format("%,d events, %d thread%s, %.1f MiB live at the peak%s%s", result.events(), result.threads(),
                result.threads() == 1 ? "" : "s", result.peakLiveBytes() / MIB, memoryCopies(result),
                emptyLoop(result));
    }

    /** A line for each allocator, and before them the heading. */
    public List<List<String>> cells(TraceResult result) {
        List<List<String>> lines = new ArrayList<>(List.of(heading()));
        result.allocators().forEach(row -> lines.add(cells(row, result)));
        return lines;
    }

    /** What was not measured and what was found wrong, in words. */
    public static List<String> remarks(TraceResult result) {
        List<String> lines = new ArrayList<>();
        for (AllocatorResult row : result.allocators()) {
            row.failures().forEach(failure -> lines.add(row.allocator() + ", " + failure.purpose() + ", "
                    + failure.kind() + ": " + failure.message().strip()));
            lines.addAll(violations(row));
        }
        return lines;
    }

    /** How to read the figures, and what ran behind each name. */
    public String legend(List<TraceResult> results) {
        StringBuilder text = new StringBuilder();
        reading().forEach(line -> text.append(line).append('\n'));
        text.append("What ran:\n");
        identities(results).forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    /** How to read the figures. */
    public List<String> reading() {
        List<String> lines = new ArrayList<>();
        if (purposes.contains(Purpose.TIME)) {
            lines.add("ns/event: median CPU time of one thread running all events in their total order, less the "
                    + "empty loop's;\n  the first byte of each block is written; collectors' and compilers' time is "
                    + "not in it.");
        }
        if (purposes.contains(Purpose.MEMORY)) {
            lines.add("peak resident: growth of the resident set with every byte of each block written, plus "
                    + "Pinfold's metadata on the\n  Java heap; Java objects of Netty and of arenas are not in it.");
        }
        if (purposes.contains(Purpose.TIME) || purposes.contains(Purpose.MEMORY)) {
            lines.add("pinfold/this: Pinfold's figure divided by this row's, of times the median over the rounds;\n"
                    + "  below 1 Pinfold is better.");
        }
        return lines;
    }

    /** What ran behind each name. */
    public static List<String> identities(List<TraceResult> results) {
        Map<String, String> identities = new LinkedHashMap<>();
        for (TraceResult result : results) {
            result.allocators().forEach(row -> identity(row).ifPresent(id -> identities.put(row.allocator(), id)));
        }
        return identities.entrySet().stream().map(it -> it.getKey() + ": " + it.getValue()).toList();
    }

    private List<String> heading() {
        List<String> cells = new ArrayList<>(List.of("allocator"));
        if (purposes.contains(Purpose.CHECK)) {
            cells.addAll(List.of("blocks verified", "corrupted", "audit"));
        }
        if (purposes.contains(Purpose.TIME)) {
            cells.addAll(List.of("ns/event", "min..max", "pinfold/this"));
        }
        if (purposes.contains(Purpose.MEMORY)) {
            cells.addAll(List.of("peak resident MiB", "over live", "pinfold/this"));
        }
        return cells;
    }

    private List<String> cells(AllocatorResult row, TraceResult result) {
        List<String> cells = new ArrayList<>(List.of(row.allocator()));
        if (purposes.contains(Purpose.CHECK)) {
            cells.addAll(checkCells(row.check()));
        }
        if (purposes.contains(Purpose.TIME)) {
            TimeResult time = row.time();
            cells.add(time == null ? NOTHING : format("%.1f", time.median()));
            cells.add(time == null ? NOTHING : format("%.1f..%.1f", time.min(), time.max()));
            cells.add(ratio(Measure.TIME, row, result));
        }
        if (purposes.contains(Purpose.MEMORY)) {
            MemoryResult memory = row.memory();
            cells.add(memory == null ? NOTHING : format("%.1f", memory.peakTotal() / MIB));
            cells.add(memory == null ? NOTHING : format("%.2f", memory.overhead()));
            cells.add(ratio(Measure.MEMORY, row, result));
        }
        return cells;
    }

    private static List<String> checkCells(CheckResult check) {
        if (check == null) {
            return List.of(NOTHING, NOTHING, NOTHING);
        }
        String audit = check.audit() == null ? NOTHING : check.audit().passed() ? "clean" : "FAILED";
        return List.of(format("%,d", check.verifiedBlocks()), format("%,d", check.corruptedBlocks()), audit);
    }

    private static String ratio(Measure measure, AllocatorResult row, TraceResult result) {
        Optional<AllocatorResult> pinfold = result.allocator(Peers.PINFOLD);
        OptionalDouble ratio = pinfold.isEmpty() ? OptionalDouble.empty() : measure.ratio(pinfold.get(), row);
        return ratio.isEmpty() ? NOTHING : format("%.2f", ratio.getAsDouble());
    }

    private static String memoryCopies(TraceResult result) {
        return result.allocators().stream().map(AllocatorResult::memory).filter(Objects::nonNull).findFirst()
                .map(memory -> format("; memory with %d interleaved, %.1f MiB live", memory.copies(),
                        memory.peakLive() / MIB))
                .orElse("");
    }

    private static String emptyLoop(TraceResult result) {
        return result.emptyNanos() == null
                ? "" : format("; empty loop %.1f ns/event, subtracted", result.emptyNanos());
    }

    /** What the checked replay found wrong with {@code row}'s allocator, in words. */
    public static List<String> violations(AllocatorResult row) {
        CheckResult check = row.check();
        if (check == null || check.passed()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(format("%s FAILED the check: %,d violations, %,d corrupted blocks, %,d of %,d blocks verified",
                row.allocator(), check.violations(), check.corruptedBlocks(), check.verifiedBlocks(),
                check.expectedBlocks()));
        check.firstViolations().forEach(violation -> lines.add("  " + violation));
        if (check.audit() != null && !check.audit().passed()) {
            lines.add("  audit: " + check.audit().liveBlocks() + " live blocks after all were freed");
            check.audit().problems().forEach(problem -> lines.add("  audit: " + problem));
        }
        return lines;
    }

    private static Optional<String> identity(AllocatorResult row) {
        if (row.time() != null) {
            return Optional.of(row.time().identity());
        }
        if (row.memory() != null) {
            return Optional.of(row.memory().identity());
        }
        return Optional.ofNullable(row.check()).map(CheckResult::identity);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
