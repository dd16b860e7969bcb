package org.pinfold.faults;

import java.util.OptionalLong;
import org.pinfold.os.FaultyPosix;
import org.pinfold.os.MemoryRefusedException;
import org.pinfold.os.MemorySource;
import org.pinfold.os.Reservation;
import org.pinfold.os.SystemCallException;

/** A source of memory of which some operations fail, as its contract says they may. */
final class FaultySource extends ForwardingSource {
    private final FaultyPosix system;
    private final Injector injector;

    /** The operations of {@code source}, which makes calls of {@code system}. */
    FaultySource(MemorySource source, FaultyPosix system, Injector injector) {
        super(source);
        this.system = system;
        this.injector = injector;
    }

    @FunctionalInterface
    private interface Part {
        void act(long bytes);
    }

    private void perform(Call call, long address, long bytes, Part part) {
        Failing way = injector.next(call);
        if (way == Failing.HALF_DONE) {
            part.act(bytes / 2 & -pageSize());
        }
        if (way != null) {
            if (call == Call.GIVE_BACK) {
                system.refuse(address, bytes);
            }
            throw failure(call, way, address, bytes);
        }
        part.act(bytes);
    }

    private static SystemCallException failure(Call call, Failing way, long address, long bytes) {
        boolean refused = way.isShortage() && (call != Call.GIVE_BACK);
        return refused ? new MemoryRefusedException(call.name(), address, bytes, way.errno())
                : new SystemCallException(call.name(), address, bytes, way.errno());
    }

    @Override
    public Reservation reserve(long minimumBytes, long preferredBytes) {
        Failing way = injector.next(Call.RESERVE);
        if (way != null) {
            throw failure(Call.RESERVE, way, 0, minimumBytes);
        }
        return super.reserve(minimumBytes, preferredBytes);
    }

    @Override
    public void commit(long address, long bytes) {
        perform(Call.COMMIT, address, bytes, part -> super.commit(address, part));
    }

    @Override
    public void purge(long address, long bytes) {
        perform(Call.GIVE_BACK, address, bytes, part -> super.purge(address, part));
    }

    @Override
    public void guard(long address, long bytes) {
        perform(Call.GUARD, address, bytes, part -> super.guard(address, part));
    }

    @Override
    public void unguard(long address, long bytes) {
        perform(Call.UNGUARD, address, bytes, part -> super.unguard(address, part));
    }

    @Override
    public OptionalLong residentBytes(long address, long bytes) {
        Failing way = injector.next(Call.ASK);
        return way == null ? super.residentBytes(address, bytes) : OptionalLong.empty();
    }
}
