package org.pinfold.os;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.LongAdder;

/** {@link Posix} that counts the calls it passes on. */
final class CountedPosix implements Posix {
    private final Posix posix;
    private final LongAdder mmaps = new LongAdder();
    private final LongAdder munmaps = new LongAdder();
    private final LongAdder madvises = new LongAdder();
    private final LongAdder mprotects = new LongAdder();
    private final LongAdder mincores = new LongAdder();
    private final LongAdder mlocks = new LongAdder();
    private final LongAdder munlocks = new LongAdder();

    CountedPosix(Posix posix) {
        this.posix = posix;
    }

    /** Each count is exact once the calls it counts have returned; together they are no atomic snapshot. */
    SystemCalls counts() {
        return new SystemCalls(mmaps.sum(), munmaps.sum(), madvises.sum(), mprotects.sum(), mincores.sum(),
                mlocks.sum(), munlocks.sum());
    }

    @Override
    public long mmap(long bytes, int protection) {
        mmaps.increment();
        return posix.mmap(bytes, protection);
    }

    @Override
    public long munmap(long address, long bytes) {
        munmaps.increment();
        return posix.munmap(address, bytes);
    }

    @Override
    public long madvise(long address, long bytes, int advice) {
        madvises.increment();
        return posix.madvise(address, bytes, advice);
    }

    @Override
    public long mprotect(long address, long bytes, int protection) {
        mprotects.increment();
        return posix.mprotect(address, bytes, protection);
    }

    @Override
    public long mincore(long address, long bytes, MemorySegment vector) {
        mincores.increment();
        return posix.mincore(address, bytes, vector);
    }

    @Override
    public long mlock(long address, long bytes) {
        mlocks.increment();
        return posix.mlock(address, bytes);
    }

    @Override
    public long munlock(long address, long bytes) {
        munlocks.increment();
        return posix.munlock(address, bytes);
    }

    @Override
    public long pageSize() {
        return posix.pageSize();
    }
}
