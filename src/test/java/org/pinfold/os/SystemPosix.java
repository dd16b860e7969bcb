package org.pinfold.os;

import java.lang.foreign.MemorySegment;

/** The system's calls, with one of them broken where a test overrides it. */
class SystemPosix implements Posix {
    private final Posix posix = LinuxPosix.link();

    @Override
    public long mmap(long bytes, int protection) {
        return posix.mmap(bytes, protection);
    }

    @Override
    public long munmap(long address, long bytes) {
        return posix.munmap(address, bytes);
    }

    @Override
    public long madvise(long address, long bytes, int advice) {
        return posix.madvise(address, bytes, advice);
    }

    @Override
    public long mprotect(long address, long bytes, int protection) {
        return posix.mprotect(address, bytes, protection);
    }

    @Override
    public long mincore(long address, long bytes, MemorySegment vector) {
        return posix.mincore(address, bytes, vector);
    }

    @Override
    public long mlock(long address, long bytes) {
        return posix.mlock(address, bytes);
    }

    @Override
    public long munlock(long address, long bytes) {
        return posix.munlock(address, bytes);
    }

    @Override
    public long pageSize() {
        return posix.pageSize();
    }
}
