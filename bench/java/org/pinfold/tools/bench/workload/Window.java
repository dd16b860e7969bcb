package org.pinfold.tools.bench.workload;

/**
 * What one thread did in one window of measurement.
 *
 * @param index which window, from 0 on
 * @param operations it counted
 * @param cpuNanos of the thread
 * @param wallNanos from its first to its last instruction
 * @param garbageBytes that it allocated on the Java heap
 */
public record Window(int index, long operations, long cpuNanos, long wallNanos, long garbageBytes) {
}
