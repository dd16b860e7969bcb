package org.pinfold.tools.peer;

import org.lwjgl.system.jemalloc.JEmalloc;

/** LWJGL's jemalloc. */
public final class LwjglJemallocPeer extends AddressPeer {
    public LwjglJemallocPeer(int slots) {
        super(slots);
    }

    @Override
    public long malloc(long size) {
        return JEmalloc.nje_malloc(size);
    }

    @Override
    protected long calloc(long size) {
        return JEmalloc.nje_calloc(1, size);
    }

    @Override
    protected long alignedAlloc(long alignment, long size) {
        return JEmalloc.nje_aligned_alloc(alignment, size);
    }

    @Override
    protected long realloc(long address, long size) {
        return JEmalloc.nje_realloc(address, size);
    }

    @Override
    public void release(long address) {
        JEmalloc.nje_free(address);
    }

    @Override
    protected long usable(long address) {
        return JEmalloc.nje_malloc_usable_size(address);
    }

    @Override
    public String identity() {
        return "LWJGL to " + MappedFiles.fileAt(JEmalloc.Functions.malloc).getFileName();
    }
}
