package org.pinfold.tools.stress;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** One kind of call, timed by any number of threads; looked at interval by interval. Takes the same space for hours. */
final class Latencies {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private final Recorder recorder = new Recorder(LONGEST, Latency.DIGITS);
    private final Histogram all = new Histogram(LONGEST, Latency.DIGITS);
    private Histogram last;

    /** Adds a time; what is longer than a minute counts as that. */
    void add(long nanos) {
        recorder.recordValue(Math.min(nanos, LONGEST));
    }

    /** What was added since the last call. */
    Percentiles interval() {
        last = recorder.getIntervalHistogram(last);
        all.add(last);
        return Percentiles.of(last);
    }

    /** All that {@link #interval} has told of. */
    Latency total() {
        return Latency.of(all);
    }
}
