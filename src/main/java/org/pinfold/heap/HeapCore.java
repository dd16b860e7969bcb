package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pinfold.os.MemorySource;
import org.pinfold.os.RawMemory;
import org.pinfold.os.Reservation;
import org.pinfold.protocol.MemoryBudget;

/** A heap put together: its parts, its upkeep and its end. */
public final class HeapCore {
    /** Address space is reserved for this many times the limit, so that long runs find neighbours. */
    private static final int RESERVE_FACTOR = 2;

    private final MemorySource source;
    private final Reservation reservation;
    private final Depot depot;
    private final CacheTable caches;
    private final SlowPaths slow;
    private final Allocator allocator;
    private final Arena scope = Arena.ofShared();
    private final AtomicBoolean closing = new AtomicBoolean();

    /** Reserves addresses; commits nothing. */
    public HeapCore(HeapOptions options) {
        this.source = options.source();
        // Whatever the system gives: with fewer addresses than the limit, these are the limit.
        this.reservation = source.reserve(Superslab.BYTES, RESERVE_FACTOR * options.limitBytes());
        try {
            Directory directory =
                    new Directory(reservation.address(), (int) (reservation.bytes() >>> Superslab.SHIFT));
            Superslabs superslabs = new Superslabs(source, directory, new MemoryBudget(options.limitBytes()));
            this.depot = new Depot(directory, superslabs);
            this.caches = new CacheTable(depot);
            this.slow = new SlowPaths(depot, caches, options.misuse());
            this.allocator = new Allocator(directory, caches, options.exactFrees(), slow);
        } catch (OutOfMemoryError e) {
            // The Java heap cannot hold the records. Nobody has seen an address yet, so they may go.
            source.release(reservation);
            throw e;
        }
    }

    /** What superslabs, limits and reservations are multiples of, in bytes. */
    public static long granularity() {
        return Superslab.BYTES;
    }

    /** What a request for this many bytes (not negative) gets, in bytes. */
    public static long goodSize(long byteSize) {
        return SizeClasses.good(byteSize);
    }

    /** The paths of allocation and free. */
    public Allocator allocator() {
        return allocator;
    }

    /** A segment over a live block, which dies with the heap. */
    public MemorySegment segment(long address, long byteSize) {
        return RawMemory.segment(address, byteSize, scope);
    }

    /** Whether this is a segment in the heap's scope. */
    public boolean owns(MemorySegment segment) {
        return segment.isNative() && segment.scope().equals(scope.scope());
    }

    /** The heap in figures. */
    public Census census() {
        slow.requireOpen();
        caches.sweep();
        return new CensusTaker(depot, caches).take(source, reservation);
    }

    /** What a caller is told whose request the heap cannot serve. */
    public String shortage(long byteSize) {
        return new CensusTaker(depot, caches).shortage(byteSize);
    }

    /** The conservation equations, evaluated. */
    public Audit audit() {
        slow.requireOpen();
        caches.sweep();
        return new Auditor(depot, caches).audit();
    }

    /** What the heap knows about an address. */
    public String describe(long address) {
        return slow.describe(address);
    }

    /** Sends the calling thread's cache home. */
    public void flushThreadCache() {
        slow.flushOwn();
    }

    /** Gives back what nobody uses, and answers by how many bytes the open superslabs have shrunk. */
    public long trim() {
        slow.requireOpen();
        long before = depot.superslabs().budget().used();
        slow.relieve(caches.findOrMake());
        return Math.max(before - depot.superslabs().budget().used(), 0);
    }

    /**
     * Ends the heap; only the first call does anything. Fails, and ends nothing, while a segment is in use by a call
     * that the JDK makes for another thread. Slow paths refuse from here on, hot paths miss their cache and
     * become slow, segments die, and all pages go back. The addresses stay reserved, so that a stale one reads zero
     * instead of ending the VM.
     */
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try {
                scope.close();
            } catch (IllegalStateException e) {
                closing.set(false);
                throw e;
            }
            slow.close();
            caches.close();
            depot.superslabs().purgeAll();
        }
    }
}
