package org.pinfold.tools.bench.ab;

/** One of the two that are compared: a loop over a heap of its own. */
public interface Side extends AutoCloseable {
    /** Runs the loop so many rounds over and answers how much CPU time its threads took, in nanoseconds, and
     * those that tend heaps. */
    long cpuNanos(int rounds);

    /** How many operations a round has. */
    int operations();

    /** What its heap tells now. */
    HeapLook look();

    @Override
    void close();
}
