package org.pinfold.specs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one run of TLC ended with and printed. */
record TlcReport(int exit, String output) {
    /** Every property holds in every reachable state. */
    static final int HOLDS = 0;
    /** An invariant is violated. */
    static final int SAFETY = 12;
    /** An action property or a temporal property is violated. */
    static final int LIVENESS = 13;

    private static final Pattern NAMED = Pattern.compile("(?:Invariant|Action property) (\\w+) is violated");
    private static final Pattern GENERATED =
            Pattern.compile("(?m)^(\\d+) states generated, \\d+ distinct states found");
    private static final Pattern DISTINCT =
            Pattern.compile("(?m)^\\d+ states generated, (\\d+) distinct states found, 0 states left on queue");
    private static final Pattern TIME = Pattern.compile("(?m)^Finished in (?:(\\d+)h )?(?:(\\d+)min )?(\\d+)s at ");
    private static final Pattern DEPTH = Pattern.compile("depth of the complete state graph search is (\\d+)");

    /** How many different states are reachable. */
    long distinctStates() {
        return number(DISTINCT);
    }

    /** How many states TLC has come to, however often: one for each initial state and for each step from a state. */
    long generatedStates() {
        return number(GENERATED);
    }

    /** How many states the longest of the shortest ways to a state has. */
    long depth() {
        return number(DEPTH);
    }

    /** How long the run took, in seconds, on whatever machine and beside whatever else ran there. */
    long seconds() {
        Matcher time = TIME.matcher(output);
        if (!time.find()) {
            throw new AssertionError("TLC printed nothing like \"" + TIME + "\":\n" + output);
        }
        return (part(time, 1) * 60 + part(time, 2)) * 60 + part(time, 3);
    }

    private static long part(Matcher time, int group) {
        return time.group(group) == null ? 0 : Long.parseLong(time.group(group));
    }

    /**
     * The violated property, if there is one. TLC names invariants and action properties; of temporal properties it
     * only says that one is violated, which names it where the configuration checks no other.
     *
     * @param checks the checking statements of the configuration
     */
    Optional<String> violated(List<String> checks) {
        Matcher named = NAMED.matcher(output);
        if ((exit == SAFETY || exit == LIVENESS) && named.find()) {
            return Optional.of(named.group(1));
        }
        List<String> properties = checks.stream().filter(check -> check.startsWith("PROPERT")).toList();
        if (exit == LIVENESS && properties.size() == 1 && output.contains("Temporal properties were violated")) {
            return Optional.of(properties.getFirst().replaceFirst("PROPERT(Y|IES) ", ""));
        }
        return Optional.empty();
    }

    private long number(Pattern pattern) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new AssertionError("TLC printed nothing like \"" + pattern + "\":\n" + output);
        }
        return Long.parseLong(matcher.group(1));
    }
}
