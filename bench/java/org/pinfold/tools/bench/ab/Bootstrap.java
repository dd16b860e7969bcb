package org.pinfold.tools.bench.ab;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.pinfold.tools.report.TimeResult;

/**
 * The percentile bootstrap of a median: what other medians the same kind of measurement might have given, if the values
 * measured stand for all there could be.
 *
 * <p>Values come in groups, whose members have in common what does not vary among them. So groups are drawn first, with
 * replacement, and then values from each group drawn, with replacement; the interval is as wide as groups differ.
 */
final class Bootstrap {
    private static final int RESAMPLES = 2_000;
    private static final double OUTSIDE = 0.05;

    private Bootstrap() {
    }

    /** The median of all values, with its 95 % interval; the same for the same seed. */
    static Interval median(List<double[]> groups, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] medians = new double[RESAMPLES];
        Arrays.setAll(medians, _ -> TimeResult.median(resampled(groups, random)));
        Arrays.sort(medians);
        int below = (int) (RESAMPLES * OUTSIDE / 2);
        double[] all = groups.stream().flatMapToDouble(Arrays::stream).toArray();
        return new Interval(medians[below], TimeResult.median(all), medians[RESAMPLES - 1 - below]);
    }

    private static double[] resampled(List<double[]> groups, SplittableRandom random) {
        double[][] drawn = new double[groups.size()][];
        for (int i = 0; i < drawn.length; i++) {
            double[] group = groups.get(random.nextInt(drawn.length));
            drawn[i] = new double[group.length];
            Arrays.setAll(drawn[i], _ -> group[random.nextInt(group.length)]);
        }
        return Stream.of(drawn).flatMapToDouble(Arrays::stream).toArray();
    }
}
