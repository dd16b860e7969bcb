package org.pinfold.trace;

/**
 * What a sample says about the whole: the expected value, and an interval that has the true one in at least 95 of 100
 * samples, as long as these have met the kinds of things there are.
 *
 * <p>Things are chosen independently, each with probability {@code 1/n}. So {@code n} times the sum of the chosen
 * weights is unbiased, whatever the weights are (Horvitz and Thompson). Its interval is the one for sums of weighted
 * Poisson counts of Fay and Feuer, "Confidence intervals for directly standardized rates: a method based on the gamma
 * distribution" (1997): exact for counts, and it allows for one more of the heaviest, so that it has a width where
 * little or nothing was chosen. Chosen by {@code 1/n}, counts vary less than Poisson ones: the interval is on the safe
 * side, most of all where n is small. Quantiles of chi-square are Wilson and Hilferty's, within 2 % from one degree of
 * freedom on.
 *
 * @param value the estimate
 * @param low where the interval begins, never below what was chosen
 * @param high where it ends
 */
public record Estimate(long value, long low, long high) {
    /** The normal distribution's quantile at 97.5 %. */
    private static final double Z = 1.959964;

    /** Of the sum of all weights by that of the chosen ones. */
    static Estimate ofTotal(int oneIn, long sum, double squares, long largest) {
        if (oneIn == 1) {
            return new Estimate(sum, sum, sum);
        }
        double low = sum == 0 ? 0 : gammaQuantile(sum, squares, -Z);
        double high = largest == 0 ? 0 : gammaQuantile((double) sum + largest, squares + (double) largest * largest, Z);
        return new Estimate((long) ((double) oneIn * sum), Math.max(sum, (long) (oneIn * low)),
                (long) Math.ceil(oneIn * high));
    }

    /** Of the gamma distribution with this mean and variance, which is a chi-square of so many degrees of freedom. */
    private static double gammaQuantile(double mean, double variance, double z) {
        double freedom = 2 * mean * mean / variance;
        double step = 2 / (9 * freedom);
        double root = Math.max(0, 1 - step + z * Math.sqrt(step));
        return mean * root * root * root;
    }

    /** Whether the value is known and not estimated. */
    public boolean isExact() {
        return low == high;
    }
}
