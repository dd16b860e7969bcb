package org.pinfold.tools.bench.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Intervals whose ends are known without resampling. */
class BootstrapTest {
    private static final long SEED = 5;

    @Test
    void whatDoesNotVaryHasNoWidth() {
        assertEquals(new Interval(3, 3, 3), Bootstrap.median(List.of(new double[] {3, 3, 3}, new double[] {3}), SEED));
    }

    /** The chance that a resample's median is at most the k-th of n values is binomial. */
    @Test
    void theIntervalOfOneGroupIsThatOfTheBinomialDistribution() {
        int n = 25;
        double[] values = IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray();
        Interval interval = Bootstrap.median(List.of(values), SEED);
        assertEquals(13, interval.median());
        assertEquals(quantile(n, 0.025), interval.low(), 1);
        assertEquals(quantile(n, 0.975), interval.high(), 1);
    }

    private static int quantile(int n, double chance) {
        return IntStream.rangeClosed(1, n).filter(k -> atLeast(n, n / 2 + 1, (double) k / n) >= chance).findFirst()
                .orElseThrow();
    }

    /** The chance of at least {@code least} successes of n. */
    private static double atLeast(int n, int least, double p) {
        double sum = 0;
        double ways = 1;
        for (int i = 0; i <= n; i++) {
            sum += i >= least ? ways * Math.pow(p, i) * Math.pow(1 - p, n - i) : 0;
            ways = ways * (n - i) / (i + 1);
        }
        return sum;
    }

    @Test
    void groupsThatDifferMakeItAsWideAsTheirDifference() {
        List<double[]> groups = List.of(new double[] {1, 1, 1, 1}, new double[] {3, 3, 3, 3});
        assertEquals(new Interval(1, 2, 3), Bootstrap.median(groups, SEED));
    }

    /** Of intervals of many samples about 95 in 100 have the true median in them; fewer groups, a few less. */
    @Test
    void itCoversTheTruth() {
        SplittableRandom random = new SplittableRandom(SEED);
        int samples = 100;
        int covering = 0;
        for (int sample = 0; sample < samples; sample++) {
            List<double[]> groups = new ArrayList<>();
            for (int group = 0; group < 6; group++) {
                double common = random.nextGaussian() * 0.02;
                groups.add(random.doubles(6, 0.9, 1.1).map(value -> value + common).toArray());
            }
            Interval interval = Bootstrap.median(groups, sample);
            covering += interval.low() <= 1 && interval.high() >= 1 ? 1 : 0;
        }
        assertTrue(covering >= 88, () -> "seed " + SEED);
        assertTrue(covering < samples, "intervals that always cover say nothing");
    }
}
