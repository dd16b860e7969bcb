package org.pinfold.trace;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Samples of populations that are known: the estimate is right on the mean, the interval as often as it says. */
class EstimateTest {
    private static final int TRIALS = 2_000;
    private static final double PROMISED = 0.95;
    /** Three standard deviations of what a share of 95 % comes to in so many trials. */
    private static final double BY_CHANCE = 0.015;

    /** How the truth lies to the intervals of many samples. */
    private record Coverage(double meanOfTruth, double covered) {
        static Coverage of(long[] weights, int oneIn, long seed, ToDoubleFunction<Estimate> stretch) {
            SplittableRandom random = new SplittableRandom(seed);
            long truth = 0;
            long heaviest = 0;
            for (long weight : weights) {
                truth += weight;
                heaviest = Math.max(heaviest, weight);
            }
            double sum = 0;
            int covered = 0;
            for (int trial = 0; trial < TRIALS; trial++) {
                Sample sample = new Sample(heaviest);
                for (long weight : weights) {
                    if (random.nextInt(oneIn) == 0) {
                        sample.add(weight);
                    }
                }
                Estimate estimate = sample.total(oneIn);
                double by = stretch.applyAsDouble(estimate);
                sum += estimate.value();
                covered += truth >= estimate.value() - by * (estimate.value() - estimate.low())
                        && truth <= estimate.value() + by * (estimate.high() - estimate.value()) ? 1 : 0;
            }
            return new Coverage(sum / TRIALS / truth, (double) covered / TRIALS);
        }
    }

    private static long[] equal(int count) {
        long[] weights = new long[count];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** Sizes as programs have them: many small ones, few large ones. */
    private static long[] skewed(int count) {
        return new SplittableRandom(5).doubles(count).mapToLong(u -> (long) (16 * Math.pow(1 - u, -0.7))).toArray();
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "100, 10", "10000, 10", "1000, 100", "10000, 1000", "30000, 1000", "200, 2"})
    void countsAreWithinTheirInterval(int count, int oneIn) {
        Coverage coverage = Coverage.of(equal(count), oneIn, count + oneIn, _ -> 1);
        assertEquals(1, coverage.meanOfTruth(), 5 / Math.sqrt((double) TRIALS * count / oneIn), "right on the mean");
        assertTrue(coverage.covered() >= PROMISED - BY_CHANCE, coverage::toString);
    }

    @ParameterizedTest
    @CsvSource({"100, 10", "10000, 10", "1000, 100", "10000, 1000", "30000, 1000"})
    void bytesAreWithinTheirInterval(int count, int oneIn) {
        Coverage coverage = Coverage.of(skewed(count), oneIn, count + oneIn, _ -> 1);
        assertEquals(1, coverage.meanOfTruth(), 0.1, "right on the mean");
        assertTrue(coverage.covered() >= PROMISED - BY_CHANCE, coverage::toString);
    }

    @Test
    @Tag("canary")
    void canaryAnIntervalOfHalfTheWidthMissesTheTruth() {
        assertFalse(Coverage.of(equal(10_000), 100, 1, _ -> 0.5).covered() >= PROMISED - BY_CHANCE);
    }

    @Test
    void theIntervalIsNotWiderThanItHasTo() {
        Sample sample = new Sample(1);
        for (int i = 0; i < 10_000; i++) {
            sample.add(1);
        }
        Estimate estimate = sample.total(1_000);
        assertEquals(10_000_000, estimate.value());
        assertEquals(9_805_000, estimate.low(), 2_000, "1.96 standard deviations");
        assertEquals(10_198_000, estimate.high(), 2_000);
    }

    @Test
    void ofNothingThereMayStillBeSome() {
        Estimate none = new Sample(1).total(1_000);
        assertEquals(0, none.value());
        assertEquals(0, none.low());
        assertEquals(3_689, none.high(), 60, "with more, a sample of none had less than 2.5 %");
    }

    @Test
    void ofEachAllIsExact() {
        Sample sample = new Sample(1_000_000);
        sample.add(7);
        sample.add(3);
        assertEquals(new Estimate(10, 10, 10), sample.total(1));
        assertTrue(sample.total(1).isExact() && !sample.total(2).isExact());
        assertTrue(sample.total(2).low() >= 10, "what was seen is there");
    }

    @Test
    void theLargestFiguresDoNotOverflow() {
        Sample sample = new Sample(1);
        sample.add(1L << 44);
        assertEquals(Long.MAX_VALUE, sample.total(Integer.MAX_VALUE).value());
    }
}
