package org.pinfold.faults;

import java.util.OptionalLong;
import org.pinfold.os.MemorySource;
import org.pinfold.os.Reservation;
import org.pinfold.os.SystemCalls;

/** A source of memory that leaves everything to another one. */
public abstract class ForwardingSource implements MemorySource {
    private final MemorySource source;

    /** What to leave everything to. */
    protected ForwardingSource(MemorySource source) {
        this.source = source;
    }

    @Override
    public Reservation reserve(long minimumBytes, long preferredBytes) {
        return source.reserve(minimumBytes, preferredBytes);
    }

    @Override
    public void commit(long address, long bytes) {
        source.commit(address, bytes);
    }

    @Override
    public void purge(long address, long bytes) {
        source.purge(address, bytes);
    }

    @Override
    public void guard(long address, long bytes) {
        source.guard(address, bytes);
    }

    @Override
    public void unguard(long address, long bytes) {
        source.unguard(address, bytes);
    }

    @Override
    public OptionalLong residentBytes(long address, long bytes) {
        return source.residentBytes(address, bytes);
    }

    @Override
    public OptionalLong hugePageBytes() {
        return source.hugePageBytes();
    }

    @Override
    public void release(Reservation reservation) {
        source.release(reservation);
    }

    @Override
    public void retire(Reservation reservation) {
        source.retire(reservation);
    }

    @Override
    public SystemCalls calls() {
        return source.calls();
    }

    @Override
    public long pageSize() {
        return source.pageSize();
    }

    @Override
    public long purgeGranule() {
        return source.purgeGranule();
    }

    @Override
    public long alignment() {
        return source.alignment();
    }
}
