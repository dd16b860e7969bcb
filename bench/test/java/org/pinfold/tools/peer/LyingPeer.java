package org.pinfold.tools.peer;

/** Says that it is another, and hands out blocks that the other has never seen. */
public final class LyingPeer extends AddressPeer {
    private final AddressPeer named;
    private final AddressPeer used;

    /** A peer by the name of {@code named}, with the blocks of {@code used}. */
    public LyingPeer(AddressPeer named, AddressPeer used) {
        super(0);
        this.named = named;
        this.used = used;
    }

    @Override
    public long malloc(long size) {
        return used.malloc(size);
    }

    @Override
    public void release(long address) {
        used.release(address);
    }

    @Override
    protected long calloc(long size) {
        return used.calloc(size);
    }

    @Override
    protected long alignedAlloc(long alignment, long size) {
        return used.alignedAlloc(alignment, size);
    }

    @Override
    protected long realloc(long address, long size) {
        return used.realloc(address, size);
    }

    @Override
    protected long usable(long address) {
        return named.usable(address);
    }

    @Override
    public String identity() {
        return named.identity();
    }

    @Override
    public void close() {
        named.close();
        used.close();
    }
}
