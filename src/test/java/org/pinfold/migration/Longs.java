package org.pinfold.migration;

/** A vector of longs that grows. */
interface Longs extends AutoCloseable {
    void add(long value);

    long get(long index);

    @Override
    void close();
}
