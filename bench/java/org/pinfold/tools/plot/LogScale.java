package org.pinfold.tools.plot;

import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.data.Range;

/**
 * A scale on which equal quotients have equal lengths: what is drawn is the binary logarithm, what is written is the
 * value. Its ticks are powers of two, since that is by how much times of allocators differ.
 */
final class LogScale {
    private static final int LARGEST_STEP = 16;

    private LogScale() {
    }

    /** Where a value greater than 0 stands. */
    static double at(double value) {
        return Math.log(value) / Math.log(2);
    }

    /** An axis from below the least value to above the most. */
    static NumberAxis axis(String label, double least, double most) {
        TickUnits units = new TickUnits();
        for (int step = 1; step <= LARGEST_STEP; step *= 2) {
            units.add(new NumberTickUnit(step) {
                private static final long serialVersionUID = 1;

                @Override
                public String valueToString(double place) {
                    return text(Math.pow(2, place));
                }
            });
        }
        NumberAxis axis = new NumberAxis(label);
        axis.setStandardTickUnits(units);
        axis.setRange(new Range(Math.floor(at(least) - 0.3), Math.ceil(at(most) + 0.3)));
        return axis;
    }

    private static String text(double value) {
        return value < 1 ? "1/" + text(1 / value) : String.format(Locale.ROOT, "%,.0f", value);
    }
}
