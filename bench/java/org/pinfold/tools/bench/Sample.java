package org.pinfold.tools.bench;

/**
 * What one allocator took for one row in one round: the median over the windows of a process of its own. An operation
 * is what the workload says, most often one allocation with the free of it.
 *
 * @param row the {@link Row#name}
 * @param contender the {@link Contender#name}
 * @param round from 1 on; the samples of one round were taken one right after the other
 * @param cpuNanos thread CPU time an operation, of all threads together, the empty loop's not subtracted
 * @param wallNanos elapsed time an operation of one thread
 * @param garbageBytes allocated on the Java heap an operation; 0 in C
 */
public record Sample(String row, String contender, int round, double cpuNanos, double wallNanos,
        double garbageBytes) {
}
