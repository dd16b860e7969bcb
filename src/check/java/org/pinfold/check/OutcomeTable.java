package org.pinfold.check;

import java.util.LinkedHashMap;
import java.util.Map;

/** What may come of a race, and why; whatever is not in the table must not come of it. */
final class OutcomeTable {
    private final String race;
    private final Map<String, String> reasons = new LinkedHashMap<>();

    OutcomeTable(String race) {
        this.race = race;
    }

    /** Allows an outcome. */
    OutcomeTable allow(String outcome, String reason) {
        reasons.put(outcome, reason);
        return this;
    }

    /** Allows an outcome of some subjects. */
    OutcomeTable allowIf(boolean condition, String outcome, String reason) {
        return condition ? allow(outcome, reason) : this;
    }

    boolean allows(String outcome) {
        return reasons.containsKey(outcome);
    }

    String race() {
        return race;
    }

    /** The table with what was counted. */
    String format(Map<String, Long> counts) {
        StringBuilder text = new StringBuilder();
        reasons.forEach((outcome, reason) ->
                line(text, counts.getOrDefault(outcome, 0L), "allowed", outcome, reason));
        counts.forEach((outcome, count) -> {
            if (!allows(outcome)) {
                line(text, count, "FORBIDDEN", outcome, "not in the table");
            }
        });
        return text.toString();
    }

    private static void line(StringBuilder text, long count, String verdict, String outcome, String reason) {
        text.append(String.format("  %,12d  %-9s  %s (%s)%n", count, verdict, outcome, reason));
    }
}
