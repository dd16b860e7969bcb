package org.pinfold.check;

/**
 * How much is checked. Each is set by the system property {@code pinfold.check.<name>}.
 *
 * @param scenarios {@code scenarios}: random scenarios that Lincheck makes
 * @param interleavings {@code interleavings}: interleavings that it tries of each
 * @param samples {@code samples}: races of each table in which both operations were under way at once
 * @param closeSamples {@code close.samples}: the same where each race needs a subject of its own
 * @param threads {@code threads}: of the soak
 * @param rounds {@code rounds}: of the soak; each has new threads, and ends at quiesce
 * @param operations {@code operations}: allocations that each thread tries in a round
 * @param seconds {@code seconds}: how long a table or a round of the soak may take before it has failed
 * @param seed {@code seed}: of all that is random in races and soak; the same one repeats sizes, orders and delays, but
 *     not the schedule of the processors
 */
public record Bounds(int scenarios, int interleavings, int samples, int closeSamples, int threads, int rounds,
        int operations, int seconds, long seed) {
    private static final String PREFIX = "pinfold.check.";

    /**
     * Reads the system properties.
     *
     * @return what they say; the usual bounds where they say nothing
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public static Bounds current() {
        return new Bounds(positive("scenarios", 30), positive("interleavings", 500), positive("samples", 20_000),
                positive("close.samples", 1_000), positive("threads", 8), positive("rounds", 6),
                positive("operations", 4_000), positive("seconds", 60), Long.getLong(PREFIX + "seed", 1));
    }

    /**
     * The same, with another number of scenarios and interleavings of each.
     *
     * @param otherScenarios how many scenarios Lincheck makes
     * @param otherInterleavings how many interleavings it tries of each
     * @return these bounds with those two
     */
    public Bounds withLincheck(int otherScenarios, int otherInterleavings) {
        return new Bounds(otherScenarios, otherInterleavings, samples, closeSamples, threads, rounds, operations,
                seconds, seed);
    }

    private static int positive(String name, int usual) {
        int value = Integer.getInteger(PREFIX + name, usual);
        if (value < 1) {
            throw new IllegalArgumentException(PREFIX + name + "=" + value + ": give 1 or more");
        }
        return value;
    }

    /** What to say of a bound in a report. */
    static String property(String name, long value) {
        return "-D" + PREFIX + name + "=" + value;
    }
}
