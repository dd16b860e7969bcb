package org.pinfold.tools.plot;

import java.util.List;
import java.util.Optional;
import org.pinfold.tools.report.TimeResult;

/** The median of what was measured several times, with the least and the most. */
record Span(double least, double median, double most) {
    /** Of some values; empty if there are none. */
    static Optional<Span> of(List<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return all.length == 0 ? Optional.empty()
                : Optional.of(new Span(all[0], TimeResult.median(all), all[all.length - 1]));
    }
}
