package org.pinfold.tools.peer;

import org.lwjgl.system.mimalloc.mimalloc;

/** LWJGL's mimalloc. */
public final class LwjglMimallocPeer extends AddressPeer {
    public LwjglMimallocPeer(int slots) {
        super(slots);
    }

    @Override
    public long malloc(long size) {
        return mimalloc.nmi_malloc(size);
    }

    @Override
    protected long calloc(long size) {
        return mimalloc.nmi_zalloc(size);
    }

    @Override
    protected long alignedAlloc(long alignment, long size) {
        return mimalloc.nmi_malloc_aligned(size, alignment);
    }

    @Override
    protected long realloc(long address, long size) {
        return mimalloc.nmi_realloc(address, size);
    }

    @Override
    public void release(long address) {
        mimalloc.nmi_free(address);
    }

    @Override
    protected long usable(long address) {
        return mimalloc.nmi_usable_size(address);
    }

    @Override
    public String identity() {
        return "LWJGL to " + MappedFiles.fileAt(mimalloc.Functions.malloc).getFileName();
    }
}
