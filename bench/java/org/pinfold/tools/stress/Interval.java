package org.pinfold.tools.stress;

/**
 * What was to be seen in a stretch of time; memory at its end, in bytes.
 *
 * @param seconds from the beginning to the end of the stretch
 * @param operations done in it
 * @param length of it, in seconds
 * @param live blocks, at their usable sizes
 * @param cached free blocks in thread caches
 * @param committed what counts against the heap's limit
 * @param resident how much of that is in physical memory
 * @param metadata the heap's records on the Java heap
 * @param process how far the resident set of the process has grown since the beginning
 */
public record Interval(double seconds, double length, long operations, long live, long cached, long committed,
        long resident, long metadata, long process, Percentiles allocation, Percentiles free) {
    /** Operations a second. */
    public double rate() {
        return length == 0 ? 0 : operations / length;
    }
}
