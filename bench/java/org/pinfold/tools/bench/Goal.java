package org.pinfold.tools.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A bound on how much Pinfold may take, of another allocator's time or memory or by itself.
 *
 * @param what the allocators compared, and how their rows make one figure
 * @param must the bound that has to hold
 * @param goal the bound aimed at, or empty
 * @param measured the figure; empty if this run does not tell
 * @param remark the row it is of, or why there is no figure
 */
public record Goal(String what, double must, OptionalDouble goal, OptionalDouble measured, String remark) {
    /** What goals about time compare. */
    public static final String TIME = "Pinfold's time / another's";
    /** What goals about memory compare. */
    public static final String MEMORY = "Pinfold's memory";

    /** How {@link #verdict} says that a bound holds. */
    public static final String MET = "met";
    /** How it ends if not. */
    public static final String ABOVE = "above";

    /** What {@link #cells} are, of goals that compare this. */
    public static List<String> heading(String compared) {
        return List.of(compared, "measured", "must be", "", "goal", "");
    }

    /** Whether the figure is there and within {@link #must}. */
    public boolean met() {
        return measured.isPresent() && measured.getAsDouble() <= must;
    }

    /** Each of these bounds that does not hold; a run that has the figures for none has not shown anything. */
    public static List<String> problems(List<Goal> goals) {
        List<Goal> known = goals.stream().filter(goal -> goal.measured().isPresent()).toList();
        if (known.isEmpty()) {
            return List.of("nothing that is required was measured");
        }
        return known.stream().filter(goal -> !goal.met())
                .map(goal -> goal.what() + ": " + verdict(goal.measured().getAsDouble(), goal.must()))
                .toList();
    }

    /** A line of a table; nothing if there is no figure. */
    public Optional<List<String>> cells() {
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        double figure = measured.getAsDouble();
        return Optional.of(List.of(what + (remark.isEmpty() ? "" : " (" + remark + ")"), quotient(figure),
                quotient(must), verdict(figure, must),
                goal.isPresent() ? quotient(goal.getAsDouble()) : "-",
                goal.isPresent() ? verdict(figure, goal.getAsDouble()) : "-"));
    }

    private static String quotient(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** How the figure stands beside {@code bound}, in words. */
    public static String verdict(double figure, double bound) {
        double above = (figure / bound - 1) * 100;
        String form = above < 1 ? "%.1f %% " : "%.0f %% ";
        return figure <= bound ? MET : String.format(Locale.ROOT, form, above) + ABOVE;
    }
}
