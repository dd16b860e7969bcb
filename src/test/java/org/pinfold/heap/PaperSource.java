package org.pinfold.heap;

import java.util.OptionalLong;
import org.pinfold.os.MemoryRefusedException;
import org.pinfold.os.MemorySource;
import org.pinfold.os.Reservation;
import org.pinfold.os.SystemCallException;
import org.pinfold.os.SystemCalls;

/** Addresses without memory, for parts of the heap that never touch it; refuses to purge or commit on demand. */
class PaperSource implements MemorySource {
    private static final int EINVAL = 22;
    private static final int ENOMEM = 12;

    boolean reserveFails;
    boolean purgeFails;
    boolean commitFails;
    long granule = 4096;
    int purges;
    int released;
    int retired;
    /** Each reservation lies apart from the one before. */
    private long next = 1L << 40;

    @Override
    public Reservation reserve(long minimumBytes, long preferredBytes) {
        if (reserveFails) {
            throw new MemoryRefusedException("mmap", 0, minimumBytes, ENOMEM);
        }
        Reservation reservation = new Reservation(next, preferredBytes, true);
        next += preferredBytes + 2 * Superslab.BYTES;
        return reservation;
    }

    @Override
    public void commit(long address, long bytes) {
        if (commitFails) {
            throw new MemoryRefusedException("mprotect", address, bytes, ENOMEM);
        }
    }

    @Override
    public void purge(long address, long bytes) {
        if (purgeFails) {
            throw new SystemCallException("madvise", address, bytes, EINVAL);
        }
        purges++;
    }

    @Override
    public void guard(long address, long bytes) {
    }

    @Override
    public void unguard(long address, long bytes) {
    }

    @Override
    public OptionalLong residentBytes(long address, long bytes) {
        return OptionalLong.empty();
    }

    @Override
    public void release(Reservation reservation) {
        released++;
    }

    @Override
    public void retire(Reservation reservation) {
        retired++;
    }

    @Override
    public SystemCalls calls() {
        return SystemCalls.NONE;
    }

    @Override
    public OptionalLong hugePageBytes() {
        return OptionalLong.of(0);
    }

    @Override
    public long purgeGranule() {
        return granule;
    }

    @Override
    public long pageSize() {
        return 4096;
    }

    @Override
    public long alignment() {
        return Superslab.BYTES;
    }
}
