package org.pinfold.tools.bench.ab;

/**
 * Two windows, one right after the other.
 *
 * @param without of one side
 * @param with of the other
 */
record Pair(Window without, Window with) {
}
