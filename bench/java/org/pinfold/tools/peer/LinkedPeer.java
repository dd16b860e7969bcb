package org.pinfold.tools.peer;

/**
 * A C allocator called by the JDK's linker. The method handles are static constants, because only then are they
 * compiled into direct calls: so a VM can run one library, the one named by the first peer made.
 */
public final class LinkedPeer extends AddressPeer {
    private static volatile NativeLibrary chosen;

    /** The constants, initialised by the first call after {@link #chosen} was set. */
    private static final class Linked {
        static final NativeFunctions FUNCTIONS = NativeFunctions.link(chosen);
    }

    public LinkedPeer(int slots, NativeLibrary library) {
        super(slots);
        chosen = library;
        if (Linked.FUNCTIONS.library() != library) {
            throw new IllegalStateException("this VM runs " + Linked.FUNCTIONS.library() + " and no other");
        }
    }

    @Override
    public long malloc(long size) {
        try {
            return (long) Linked.FUNCTIONS.malloc().invokeExact(size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    protected long calloc(long size) {
        try {
            return (long) Linked.FUNCTIONS.calloc().invokeExact(1L, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    protected long alignedAlloc(long alignment, long size) {
        try {
            return (long) Linked.FUNCTIONS.alignedAlloc().invokeExact(alignment, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    protected long realloc(long address, long size) {
        try {
            return (long) Linked.FUNCTIONS.realloc().invokeExact(address, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public void release(long address) {
        try {
            Linked.FUNCTIONS.free().invokeExact(address);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    protected long usable(long address) {
        try {
            return (long) Linked.FUNCTIONS.usableSize().invokeExact(address);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public String identity() {
        return "linker (critical) to " + Linked.FUNCTIONS.loadedFrom();
    }

    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("a downcall failed", e);
    }
}
