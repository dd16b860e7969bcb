package org.pinfold.tools.peer;

import org.lwjgl.system.rpmalloc.RPmalloc;

/** LWJGL's rpmalloc, which wants to be told of each thread. */
public final class LwjglRpmallocPeer extends AddressPeer {
    static {
        RPmalloc.rpmalloc_initialize(null);
    }

    public LwjglRpmallocPeer(int slots) {
        super(slots);
    }

    @Override
    public long malloc(long size) {
        return RPmalloc.nrpmalloc(size);
    }

    @Override
    protected long calloc(long size) {
        return RPmalloc.nrpcalloc(1, size);
    }

    @Override
    protected long alignedAlloc(long alignment, long size) {
        return RPmalloc.nrpaligned_alloc(alignment, size);
    }

    @Override
    protected long realloc(long address, long size) {
        return RPmalloc.nrprealloc(address, size);
    }

    @Override
    public void release(long address) {
        RPmalloc.nrpfree(address);
    }

    @Override
    protected long usable(long address) {
        return RPmalloc.nrpmalloc_usable_size(address);
    }

    @Override
    public void enterThread() {
        RPmalloc.rpmalloc_thread_initialize();
    }

    @Override
    public void exitThread() {
        RPmalloc.rpmalloc_thread_finalize();
    }

    @Override
    public String identity() {
        return "LWJGL to " + RPmalloc.class.getName() + " in " + MappedFiles.named("lwjgl_rpmalloc").getFileName();
    }
}
