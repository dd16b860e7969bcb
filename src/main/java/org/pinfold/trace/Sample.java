package org.pinfold.trace;

/** Some of many things, each with a weight, of which each was chosen with the same probability. Not for two threads. */
public final class Sample {
    private long count;
    private long sum;
    private double squares;
    private long largest;

    /** None yet of things of which the heaviest may have at least this weight. */
    public Sample(long heaviest) {
        largest = heaviest;
    }

    /** One more. */
    public void add(long weight) {
        count++;
        sum += weight;
        squares += (double) weight * weight;
        largest = Math.max(largest, weight);
    }

    /** How many were chosen. */
    public long count() {
        return count;
    }

    /** The sum of their weights. */
    public long sum() {
        return sum;
    }

    /** The sum of all weights, if one in so many was chosen. */
    public Estimate total(int oneIn) {
        return Estimate.ofTotal(oneIn, sum, squares, largest);
    }
}
