package org.pinfold.tools.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.pinfold.tools.report.Table;

/** What a campaign came to, in rows and columns. */
public final class StressTables {
    /** What the columns mean. */
    public static final String LEGEND = "operations: allocations, frees and resizes, each of them checked, and double "
            + "frees that were reported. a second: in the mean, quiesces included. quiesces: how often all threads had "
            + "stopped, and live blocks and bytes, the audit, retired superslabs and memory were checked. resident: of "
            + "the heap, and by how much that of the process has grown; the most that was seen. Times: of one call in "
            + "64, with the waiting of threads that had no processor; in microseconds, 50 / 99 / 99.9 % and the "
            + "longest.";
    private static final double MIB = 1 << 20;
    private static final double MICRO = TimeUnit.MICROSECONDS.toNanos(1);

    private StressTables() {
    }

    /** The totals; the first row is the heading. */
    public static List<List<String>> cells(List<WorkloadTotal> totals) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("workload", "operations", "a second", "quiesces", "violations", "live MiB", "resident MiB",
                "process MiB", "allocation us", "free us"));
        for (WorkloadTotal it : totals) {
            rows.add(List.of(it.workload(), format("%,d", it.operations()), format("%,.0f", it.rate()),
                    "" + it.quiesces(), format("%,d", it.violations()), mib(it.mostLive()), mib(it.mostResident()),
                    mib(it.mostProcess()), times(it.allocation()), times(it.free())));
        }
        return rows;
    }

    /** The same as text. */
    public static String text(List<WorkloadTotal> totals) {
        Table table = new Table();
        cells(totals).forEach(table::row);
        return table.text();
    }

    /** What was put in and reported, in a line; empty if nothing was. */
    public static String misuse(Map<String, Long> misuse) {
        return misuse.entrySet().stream().map(it -> format("%,d %s", it.getValue(), it.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String mib(long bytes) {
        return format("%.1f", bytes / MIB);
    }

    private static String times(Percentiles it) {
        return it.samples() == 0 ? "-" : format("%.2f / %.2f / %.1f, %.0f", it.p50() / MICRO, it.p99() / MICRO,
                it.p999() / MICRO, it.max() / MICRO);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
