package org.pinfold.tools.bench.ab;

/**
 * A median and how far it can be trusted.
 *
 * @param low the lower end of the 95 % interval
 * @param high the upper end
 */
public record Interval(double low, double median, double high) {
}
