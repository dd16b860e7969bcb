package org.pinfold.migration;

// region class
final class BlobBefore implements Blob {
    private long address;
    private int length;

    @Override
    public void append(byte[] more) {
        long grown = Jemalloc.realloc(address, length + more.length);
        if (grown == 0) {
            throw new OutOfMemoryError("no memory for " + more.length + " bytes more");
        }
        address = grown;
        Jemalloc.view(address, length + more.length).put(length, more);
        length += more.length;
    }

    @Override
    public byte[] toArray() {
        byte[] copy = new byte[length];
        Jemalloc.view(address, length).get(copy);
        return copy;
    }

    @Override
    public void close() {
        Jemalloc.free(address);
    }
}
// endregion
