package com.example.vectors;

import java.util.Arrays;
import java.util.Locale;

/** One figure of several processes. */
record Spread(double least, double median, double most) {
    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** The median, and from where to where. */
    String text(boolean fractions) {
        String format = fractions ? "%,.1f" : "%,.0f";
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median, least, most);
    }

    /** What the median is of another, or "-" where processes of both may be equal, or one of them is of nothing. */
    String quotient(Spread other) {
        boolean equal = least <= other.most && other.least <= most;
        boolean nothing = least <= 0 || other.least <= 0;
        return equal || nothing ? "-" : String.format(Locale.ROOT, "%.2f", median / other.median);
    }
}
