package org.pinfold.tools.bench.workload;

/**
 * How much a workload allocates.
 *
 * @param slots blocks that it holds at the same time, each thread
 * @param least the smallest size, in bytes
 * @param most the largest size, in bytes
 */
public record Shape(int slots, long least, long most) {
    /** All blocks of one size. */
    public static Shape of(int slots, long size) {
        return new Shape(slots, size, size);
    }

    /** The least bytes that surely hold all blocks of {@code threads} threads. */
    public long peakLiveBytes(int threads) {
        return slots * most * threads;
    }
}
