package org.pinfold.tools.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A bound on how much of another allocator's time Pinfold may take.
 *
 * @param what the allocators compared, and how their rows make one figure
 * @param must the bound that has to hold
 * @param goal the bound aimed at, or empty
 * @param measured the figure; empty if this run does not tell
 * @param remark the row it is of, or why there is no figure
 */
public record Goal(String what, double must, OptionalDouble goal, OptionalDouble measured, String remark) {
    /** Whether the figure is there and within {@link #must}. */
    public boolean met() {
        return measured.isPresent() && measured.getAsDouble() <= must;
    }

    /** How the figure stands beside {@code bound}, in words. */
    public static String verdict(double figure, double bound) {
        return figure <= bound
                ? "met" : String.format(Locale.ROOT, "%.0f %% above", (figure / bound - 1) * 100);
    }
}
