package org.pinfold.faults;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.pinfold.os.MemorySource;
import org.pinfold.os.Reservation;

/**
 * A source of memory that knows which superslabs are open, by what is asked of it. No locks: who stops in here must not
 * stop others.
 */
final class OpenSource extends ForwardingSource {
    private static final long SUPERSLAB = 4 << 20;

    private final Set<Long> open = ConcurrentHashMap.newKeySet();
    private final Set<Long> kept = ConcurrentHashMap.newKeySet();
    private final Queue<Reservation> reservations = new ConcurrentLinkedQueue<>();

    OpenSource(MemorySource source) {
        super(source);
    }

    /** How many superslabs are open. */
    int open() {
        return open.size();
    }

    /** How many others have their pages since giving them back has failed. */
    int kept() {
        return kept.size();
    }

    /** Unmaps everything: for a test at whose end nobody has an address. */
    void releaseAll() {
        reservations.forEach(super::release);
        reservations.clear();
    }

    @Override
    public Reservation reserve(long minimumBytes, long preferredBytes) {
        Reservation reservation = super.reserve(minimumBytes, preferredBytes);
        reservations.add(reservation);
        return reservation;
    }

    @Override
    public void commit(long address, long bytes) {
        super.commit(address, bytes);
        for (long superslab = address; superslab < address + bytes; superslab += SUPERSLAB) {
            kept.remove(superslab);
            open.add(superslab);
        }
    }

    @Override
    public void purge(long address, long bytes) {
        boolean closed = bytes == SUPERSLAB;
        try {
            super.purge(address, bytes);
        } catch (OutOfMemoryError e) {
            if (closed) {
                kept.add(address);
            }
            throw e;
        } finally {
            if (closed && !open.remove(address)) {
                throw new AssertionError("a superslab is closed that is not open");
            }
        }
    }

    @Override
    public void release(Reservation reservation) {
        throw new AssertionError("a heap releases no addresses");
    }

    /** Whenever that is: the test releases them. */
    @Override
    public void retire(Reservation reservation) {
    }
}
