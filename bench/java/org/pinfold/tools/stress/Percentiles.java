package org.pinfold.tools.stress;

import org.HdrHistogram.Histogram;

/**
 * How long calls took that were timed, one in some, in nanoseconds.
 *
 * @param samples how many were timed; the other figures are 0 if none was
 */
public record Percentiles(long samples, long p50, long p99, long p999, long max) {
    static Percentiles of(Histogram histogram) {
        return new Percentiles(histogram.getTotalCount(), histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99), histogram.getValueAtPercentile(99.9), histogram.getMaxValue());
    }
}
