package org.pinfold.migration;

/** Bytes that grow at their end. */
interface Blob extends AutoCloseable {
    void append(byte[] more);

    byte[] toArray();

    @Override
    void close();
}
