package org.pinfold.tools.plot;

import java.util.List;

/**
 * A line of a picture.
 *
 * @param name as the legend has it
 * @param points from left to right
 */
public record Line(String name, List<Point> points) {
    /** A point of it. */
    public record Point(double x, double y) {
    }
}
