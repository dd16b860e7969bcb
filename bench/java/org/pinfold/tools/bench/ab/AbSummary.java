package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.util.List;

/**
 * Comparisons for a page.
 *
 * @param results where and how they were measured
 * @param parts each with a picture and a table
 * @param reading how to read the figures, and what they come to
 */
public record AbSummary(AbResults results, List<Part> parts, List<String> reading) {
    /**
     * What is compared with each other.
     *
     * @param table the heading first
     */
    public record Part(String heading, List<Shown> shown, List<List<String>> table) {
        /** All of these results in one picture. */
        static Part of(String heading, AbResults results, List<List<String>> table) {
            return new Part(heading, results.all().map(it -> Shown.of(it.load() + ", " + it.contrast(), it)).toList(),
                    table);
        }
    }

    /**
     * A quotient in a picture.
     *
     * @param control whether it is to show what can be seen, not what differs
     */
    public record Shown(String label, Interval quotient, boolean control) {
        static Shown of(String label, Comparison it) {
            return new Shown(label, it.quotient(), it.contrast().equals(Contrast.EQUALS)
                    || it.contrast().equals(Contrast.SLOWED));
        }
    }

    /** Takes one. */
    @FunctionalInterface
    public interface Reader {
        /** Shows it. */
        void read(AbSummary summary) throws IOException;
    }
}
