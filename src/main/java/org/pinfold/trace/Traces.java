package org.pinfold.trace;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The traces of those blocks of a heap that its sampler has chosen: all that are live, and the latest {@value #FREED}
 * that were freed, unless their address has been allocated again.
 *
 * <p>One table has both, so that a free finds by one look-up whether the block is one of them, and whether it was freed
 * before. It holds some half a million traces; what finds no room is not traced, and counted.
 *
 * <p>An address has one owner between its allocation and its free, and it is the owner's calls that change its trace:
 * {@link #allocated} before anybody else knows the address, {@link #free} before the block can be another one's. Of two
 * frees of one block, exactly one gets true of {@link #free}.
 *
 * <p>Any thread may call any method. Lock-free.
 */
public final class Traces {
    private static final int FREED = 1 << 12;
    private static final int FIRST_SLOTS = 2 * FREED;
    private static final int LEVELS = 4;
    /** About what a trace costs on the Java heap. */
    private static final int TRACE_BYTES = 150;

    private final Sites sites;
    private final LongSupplier clock;
    private final AddressTable<Trace> table;
    private final Latest<Trace> freed = new Latest<>(FREED);
    private final AtomicLong untraced = new AtomicLong();
    /** The most bytes of a block that was ever chosen. */
    private final AtomicLong largest = new AtomicLong();

    /** No traces yet; {@code clock} tells nanoseconds. */
    public Traces(Sites sites, LongSupplier clock) {
        this(sites, clock, LEVELS);
    }

    Traces(Sites sites, LongSupplier clock, int levels) {
        this.sites = sites;
        this.clock = clock;
        this.table = new AddressTable<>(FIRST_SLOTS, levels);
    }

    /** The trace that this address has, of a live or a freed block; or null. */
    public Trace find(long address) {
        return table.find(address);
    }

    /** Begins the trace of a block that the caller has allocated. */
    public void allocated(long address, long bytes, Place place) {
        begin(address, bytes, () -> new Trace(address, bytes, place, act()));
    }

    /** Goes on with the trace of a block whose content the caller's block at this address has now. */
    public void moved(Trace from, long address, long bytes, Place place) {
        begin(address, bytes, () -> from.movedTo(address, bytes, place));
    }

    private void begin(long address, long bytes, Supplier<Trace> trace) {
        forget(address);
        largest.accumulateAndGet(bytes, Math::max);
        boolean added;
        try {
            added = table.add(trace.get());
        } catch (OutOfMemoryError e) {
            added = false;
        }
        if (!added) {
            untraced.incrementAndGet();
        }
    }

    /** The caller has allocated a block here that is not traced: what is known of the address is not about it. */
    public void forget(long address) {
        for (Trace old = table.find(address); old != null; old = table.find(address)) {
            table.replace(old, null);
        }
    }

    /** The caller's live block has this size now. */
    public void resized(Trace live, long bytes) {
        table.replace(live, live.resized(bytes));
    }

    /** Ends a live block's trace; false if somebody else has done so. */
    public boolean free(Trace live) {
        Trace free;
        try {
            free = live.freedBy(act());
        } catch (OutOfMemoryError e) {
            return table.replace(live, null);
        }
        if (!table.replace(live, free)) {
            return false;
        }
        Trace oldest = freed.exchange(free);
        if (oldest != null) {
            table.replace(oldest, null);
        }
        return true;
    }

    private Act act() {
        return Act.byCaller(sites.here(), clock.getAsLong());
    }

    /** All that are live all the time, and some of the others. */
    public void forEachLive(Consumer<Trace> action) {
        table.forEach(trace -> {
            if (trace.isLive()) {
                action.accept(trace);
            }
        });
    }

    /** How many allocations should have been traced, and could not be. */
    public long untraced() {
        return untraced.get();
    }

    /** The most bytes that a block had which was chosen. */
    public long largest() {
        return largest.get();
    }

    /** What the traces cost on the Java heap, about, in bytes. */
    public long metadataBytes() {
        long[] traces = {0};
        table.forEach(trace -> traces[0]++);
        return table.metadataBytes() + freed.most() * Integer.BYTES + traces[0] * TRACE_BYTES;
    }
}
