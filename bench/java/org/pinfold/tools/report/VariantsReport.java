package org.pinfold.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pinfold.tools.variants.HeaderMemory;
import org.pinfold.tools.variants.Order;
import org.pinfold.tools.variants.Pass;
import org.pinfold.tools.variants.VariantTimes;

/** What {@code pinfold variants} has measured, in tables for people. */
public final class VariantsReport {
    private VariantsReport() {
    }

    /** Times of all variants in one order of visits, compared with the first one's. */
    public static String times(Order order, List<VariantTimes> variants) {
        Table table = new Table();
        table.row(List.of("size found by", "lookup ns", "/first", "after use", "/first", "pair ns", "/first",
                "after use", "/first"));
        for (VariantTimes variant : variants) {
            List<String> cells = new ArrayList<>(List.of(variant.variant()));
            for (Pass pass : Pass.values()) {
                List<Double> nanos = variant.nanos().get(pass);
                List<Double> first = variants.getFirst().nanos().get(pass);
                cells.add(format("%.1f", median(nanos)));
                cells.add(format("%.2f", TimeResult.medianQuotient(nanos, first)));
            }
            table.row(cells);
        }
        return "Blocks visited in " + order + ":\n" + table.text();
    }

    /** What headers take under recorded traces. */
    public static String memory(List<HeaderMemory> traces) {
        Table table = new Table();
        table.row(List.of("trace", "peak of blocks", "header in block before", "16 bytes in front"));
        for (HeaderMemory trace : traces) {
            table.row(List.of(trace.trace(), format("%,d", trace.without()),
                    grown(trace.shared(), trace.without()), grown(trace.apart(), trace.without())));
        }
        return "Memory, bytes of live blocks at their peak:\n" + table.text();
    }

    /** How to read the tables. */
    public static String legend() {
        return """
                lookup: finding the size of a block, the next one's when that of the one before is known.
                pair: a free and a malloc of the same size, with the first byte written.
                after use: the same for a block whose first byte is read before, as by a program that just used it.
                  Medians of a thread's CPU time for one block, in nanoseconds, the loop's own included.
                /first: divided by the first row's of the same round, median over the rounds; below 1 is faster.
                Rows but "pinfold, whole" keep free blocks on the same unchecked stacks of one thread and differ in how
                  a free finds its block's size. The table also knows whether the block is live, headers do not.
                Each variant was asked for each block's size in each round, and answered rightly.
                """;
    }

    private static double median(List<Double> values) {
        return TimeResult.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String grown(long bytes, long from) {
        return format("%+.1f %%", 100.0 * (bytes - from) / from);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
