package com.example.echo;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What one server came to, or the medians of several.
 *
 * @param requestsPerSecond answered and compared
 * @param p50Micros half of the answers took no longer
 * @param p99Micros of a hundred answers one took longer
 * @param p999Micros of a thousand one
 * @param residentMib of the server's process, some seconds after the load
 * @param peakMib the most that was resident
 */
record Figures(double requestsPerSecond, double p50Micros, double p99Micros, double p999Micros, double residentMib,
        double peakMib) {
    private static final double NANOS = 1e3;
    private static final double KIB = 1024;

    static Figures of(Load.Outcome outcome, long residentKib, long peakKib) {
        Histogram nanos = outcome.nanos();
        return new Figures(outcome.requests() / outcome.seconds(), nanos.getValueAtPercentile(50) / NANOS,
                nanos.getValueAtPercentile(99) / NANOS, nanos.getValueAtPercentile(99.9) / NANOS,
                residentKib / KIB, peakKib / KIB);
    }

    /** Each figure's median, for itself. */
    static Figures medians(List<Figures> rounds) {
        return new Figures(median(rounds, Figures::requestsPerSecond), median(rounds, Figures::p50Micros),
                median(rounds, Figures::p99Micros), median(rounds, Figures::p999Micros),
                median(rounds, Figures::residentMib), median(rounds, Figures::peakMib));
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
