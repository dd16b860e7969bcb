package org.pinfold.migration;

/** A queue from one thread to another. */
interface Messages extends AutoCloseable {
    void add(byte[] message);

    /** The oldest message, or null. */
    byte[] poll();

    @Override
    void close();
}
