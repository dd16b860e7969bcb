package org.pinfold.migration;

/** A linked list, last in, first out. */
interface Stack extends AutoCloseable {
    void push(long value);

    /** What was pushed last, or 0. */
    long pop();

    @Override
    void close();
}
