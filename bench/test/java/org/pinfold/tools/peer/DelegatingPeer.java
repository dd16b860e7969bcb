package org.pinfold.tools.peer;

import java.util.Optional;

/** Passes everything on to another peer; broken allocators differ from a sound one in a method or two. */
public abstract class DelegatingPeer extends Peer {
    private final Peer inner;

    protected DelegatingPeer(Peer inner) {
        this.inner = inner;
    }

    @Override
    public long allocate(int slot, long size) {
        return inner.allocate(slot, size);
    }

    @Override
    public long allocateZeroed(int slot, long size) {
        return inner.allocateZeroed(slot, size);
    }

    @Override
    public long allocateAligned(int slot, long size, long alignment) {
        return inner.allocateAligned(slot, size, alignment);
    }

    @Override
    public long resize(int slot, long oldSize, long size) {
        return inner.resize(slot, oldSize, size);
    }

    @Override
    public void free(int slot) {
        inner.free(slot);
    }

    @Override
    public long usableSize(int slot) {
        return inner.usableSize(slot);
    }

    @Override
    public long naturalAlignment() {
        return inner.naturalAlignment();
    }

    @Override
    public Optional<PeerAudit> audit() {
        return inner.audit();
    }

    @Override
    public String identity() {
        return getClass().getSimpleName() + " on " + inner.identity();
    }

    @Override
    public void close() {
        inner.close();
    }
}
