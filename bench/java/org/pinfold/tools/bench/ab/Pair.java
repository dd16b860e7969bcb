package org.pinfold.tools.bench.ab;

/**
 * Two windows, one right after the other.
 *
 * @param without CPU time of an operation in one of them, in nanoseconds
 * @param with that in the other
 */
record Pair(double without, double with) {
    double quotient() {
        return with / without;
    }

    double difference() {
        return with - without;
    }
}
