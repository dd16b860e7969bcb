package org.pinfold.migration;

/** Counters that threads share. */
interface Counters extends AutoCloseable {
    /** Adds one, and tells what was there before. */
    long increment(int counter);

    @Override
    void close();
}
