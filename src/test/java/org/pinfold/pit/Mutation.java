package org.pinfold.pit;

import java.util.Comparator;

/**
 * One change that PIT made to the compiled code, and what the tests said.
 *
 * @param place simple name of the class, a dot, and the method
 * @param line of the source, without the white space around it
 * @param change PIT's description
 * @param status PIT's word for the result
 */
record Mutation(String place, String line, String change, String status) implements Comparable<Mutation> {
    private static final Comparator<Mutation> ORDER = Comparator.comparing(Mutation::place)
            .thenComparing(Mutation::line).thenComparing(Mutation::change);

    /** Whether a test failed; a run that had to be stopped, or broke in another way, is no kill. */
    boolean killed() {
        return status.equals("KILLED");
    }

    /** The simple name of the class. */
    String subject() {
        return place.substring(0, place.indexOf('.'));
    }

    @Override
    public int compareTo(Mutation other) {
        return ORDER.compare(this, other);
    }
}
