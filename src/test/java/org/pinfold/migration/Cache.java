package org.pinfold.migration;

/** Values outside of the Java heap, which any thread may read, replace and remove. */
interface Cache extends AutoCloseable {
    void put(String key, byte[] value);

    /** The value, or null. */
    byte[] get(String key);

    void remove(String key);

    @Override
    void close();
}
