package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.pinfold.os.MemoryRefusedException;
import org.pinfold.os.RawMemory;
import org.pinfold.os.SystemMalloc;
import org.pinfold.protocol.MemoryBudget;
import org.pinfold.trace.Sites;

/** A heap put together: its parts, its upkeep and its end. */
public final class HeapCore {
    /** Address space is reserved for this many times the limit, so that long runs find neighbours. */
    static final int RESERVE_FACTOR = 2;

    private final HeapCore parent;
    private final Range range;
    /** What this heap and its children have open. */
    private final MemoryBudget family;
    private final Depot depot;
    private final CacheTable caches;
    /** Where all blocks are, if they are not this heap's; else null. */
    private final SystemBlocks system;
    private final Reclaimer reclaimer;
    private final Upkeep upkeep;
    private final SlowPaths slow;
    private final OpenArenas arenas;
    private final boolean exactFrees;
    private final Records records;
    private final Detour detour;
    private final Arena scope = Arena.ofShared();

    /**
     * Reserves addresses; commits nothing. A child is an operation under way in its parent, which therefore does not
     * end before it.
     */
    public HeapCore(HeapOptions options) {
        this(options, new Callers());
    }

    HeapCore(HeapOptions options, Callers callers) {
        this.parent = options.parent();
        if (parent != null) {
            parent.slow.enter();
        }
        try {
            this.range = parent != null ? parent.range : newRange(options);
            this.family = new MemoryBudget(options.limitBytes(), parent == null ? null : parent.family);
            Directory directory = new Directory(range);
            Superslabs superslabs =
                    new Superslabs(range, directory, new MemoryBudget(options.limitBytes(), family),
                            options.experiments().pins(), new Events(options.signals()));
            if (options.hardened()) {
                superslabs.pool().openZeroed();
            }
            this.depot = new Depot(directory, superslabs, options);
            this.caches = new CacheTable(depot, callers);
            SystemMalloc libc = parent != null && parent.system != null ? parent.system.libc() : options.libc();
            this.system = libc == null ? null : new SystemBlocks(libc, superslabs.budget());
            Decay decay = new Decay(options.purgeNanos());
            this.reclaimer = new Reclaimer(depot, range, caches,
                    new Learning(options.learning(), caches, depot.growth(), decay, superslabs.events()),
                    System::nanoTime);
            this.upkeep = new Upkeep(decay::nanos, options.maintenance(), System::nanoTime, this::reclaim);
            Sites sites = new Sites(Records::isOwn);
            this.slow = new SlowPaths(depot, caches, options, sites, upkeep, this::end);
            this.arenas = new OpenArenas(this, slow, caches);
            if (options.maintenance() && system == null) {
                Maintenance.register(upkeep);
            }
            this.exactFrees = options.exactFrees() || options.hardened();
            this.records = new Records(options.sampling(), sites, slow, isMapped() || isSystems(), limit());
            // The last: what detours lead to has to be complete.
            this.detour = newDetour(options);
            events().signals().opened(limit(), isSystems() ? "SYSTEM" : isMapped() ? "MMAP" : "ARENA");
        } catch (OutOfMemoryError e) {
            abandon();
            throw e;
        }
    }

    private Detour newDetour(HeapOptions options) {
        Detour blocks = newBlocks(options);
        return records.isTracing() ? records.traced(blocks != null ? blocks : new PlainBlocks(this)) : blocks;
    }

    private Detour newBlocks(HeapOptions options) {
        if (system != null) {
            return new SystemDetour(system, slow);
        }
        Detour blocks = options.hardened() ? new HardenedBlocks(this) : null;
        return options.guardPages() ? new GuardPages(blocks != null ? blocks : new PlainBlocks(this), this) : blocks;
    }

    /** A pass that leaves alone what was used since the last one. Nothing wants another in a heap that is closed. */
    Pass reclaim() {
        return slow.ifOpen(reclaimer::pass, Pass.NOTHING_LEFT);
    }

    /** What has become of superslabs and slabs lately. */
    Events events() {
        return depot.superslabs().events();
    }

    /** The Java heap cannot hold the records. */
    private void abandon() {
        if (parent != null) {
            parent.slow.exit();
        } else if (range != null) {
            range.abandon();
        }
    }

    /** Fewer addresses than the limit are the limit. */
    private static Range newRange(HeapOptions options) {
        if (options.libc() != null) {
            return new ArenaRange(1);
        }
        ClosedRanges.retireUnreachable();
        long bytes = RESERVE_FACTOR * options.limitBytes();
        return options.source() != null
                ? MappedRange.reserved(options.source(), bytes)
                : new ArenaRange((int) (Range.GROWTH * bytes >>> Superslab.SHIFT));
    }

    /** What superslabs, limits and reservations are multiples of, in bytes. */
    public static long granularity() {
        return Superslab.BYTES;
    }

    /** What a request for this many bytes (not negative) gets, in bytes. */
    public static long goodSize(long byteSize) {
        return SizeClasses.good(byteSize);
    }

    Directory directory() {
        return depot.directory();
    }

    CacheTable caches() {
        return caches;
    }

    /** Where every call of the heap's users goes; null if they get the blocks as they are. */
    Detour detour() {
        return detour;
    }

    SlowPaths slowPaths() {
        return slow;
    }

    /** What is recorded of a sample of blocks, and of misuse. */
    public Records records() {
        return records;
    }

    Range range() {
        return range;
    }

    boolean exactFrees() {
        return exactFrees;
    }

    /** Whether every call is passed through to the system's allocator. */
    public boolean isSystems() {
        return system != null;
    }

    /** Whether memory is mapped from the system; else it is the JDK's. */
    public boolean isMapped() {
        return range.isMapped();
    }

    /** What keeps it from ending when it is closed. */
    public OpenArenas arenas() {
        return arenas;
    }

    /** What segments live as long as, unless they have a lifetime of their own. */
    public Arena scope() {
        return scope;
    }

    /** A segment over a live block, which lives no longer than the heap. */
    public MemorySegment segment(long address, long byteSize, Arena scope) {
        return system != null ? RawMemory.segment(address, byteSize, scope) : range.segment(address, byteSize, scope);
    }

    /** Whether this is a segment in the heap's scope. */
    public boolean owns(MemorySegment segment) {
        if (system != null) {
            return segment.isNative() && segment.scope().equals(scope.scope());
        }
        // The scope of an arena's segment is its superslab's, and that may be a parent's or a child's.
        return range.owns(segment, scope)
                && (range.isMapped() || depot.directory().slabAt(segment.address()) != null);
    }

    /** The heap in figures. */
    public Census census() {
        return slow.whileOpen(() -> {
            caches.sweep();
            CensusTaker taker = new CensusTaker(depot, caches);
            return depot.passes().whileNone(() -> taker.take(range, system, reclaimer, records));
        });
    }

    /** What a caller is told whose request the heap cannot serve. */
    public String shortage(long byteSize) {
        String shortage = system == null
                ? new CensusTaker(depot, caches).shortage(byteSize) : system.shortage(byteSize);
        events().signals().refused(byteSize, shortage);
        return shortage;
    }

    /** Why the system gives no more memory, if it has refused so many bytes, and not the limit has; else null. */
    public MemoryRefusedException refusal(long byteSize) {
        long room = Math.min(CensusTaker.room(depot.superslabs().budget()), CensusTaker.room(family));
        return room < Math.max(byteSize, Superslab.BYTES) ? null : range.refusal();
    }

    /** Tells where everything lies; nothing of a heap whose blocks are the system's. */
    public void survey(Survey survey) {
        slow.whileOpen(() -> depot.passes().whileNone(() -> {
            new Surveyor(depot, caches, range, survey).survey();
            return survey;
        }));
    }

    /** The conservation equations, evaluated. */
    public Audit audit() {
        return slow.whileOpen(() -> {
            caches.sweep();
            return system != null ? system.audit()
                    : depot.passes().whileNone(() -> new Auditor(depot, caches).audit());
        });
    }

    /** What the counter audit has come to. */
    public Experiments.Counts counterAudit() {
        return slow.whileOpen(depot::counterAudit);
    }

    /** What the heap knows about an address. */
    public String describe(long address) {
        return (detour == null ? slow.diagnosis().describe(address) : detour.describe(address))
                + records.describe(address);
    }

    /** The most that may be open. */
    public long limit() {
        return family.limit();
    }

    /** Changes the most that may be open, from now on. */
    public void setLimit(long bytes) {
        slow.requireOpen();
        family.setLimit(bytes);
        depot.superslabs().budget().setLimit(bytes);
    }

    /** Sends the calling thread's cache home. */
    public void flushThreadCache() {
        slow.flushOwn();
    }

    /** Gives back what nobody uses, and answers by how many bytes the open superslabs have shrunk. */
    public long trim() {
        long before = depot.superslabs().budget().used();
        slow.whileOpen(() -> {
            slow.trim();
            reclaimer.passNow();
            return null;
        });
        return Math.max(before - depot.superslabs().budget().used(), 0);
    }

    /**
     * Ends the heap. Fails, and ends nothing, while a segment is in use by a call that the JDK makes for another
     * thread. Segments die, hot paths miss their cache and become slow, slow paths refuse. Who is the last to leave the
     * slow paths, the caller if nobody is in them, gives all pages back. The addresses stay reserved, so that a stale
     * one reads zero instead of ending the VM.
     *
     * <p>Each step may be made again without harm. So another call changes nothing, or ends what one has begun that has
     * stopped in the middle.
     *
     * @return whether segments died by this call; of any number of calls, by one
     */
    public boolean close() {
        boolean first = endSegments();
        Maintenance.forget(upkeep);
        caches.close();
        slow.close();
        if (first) {
            events().signals().closed();
        }
        return first;
    }

    private boolean endSegments() {
        try {
            scope.close();
            return true;
        } catch (IllegalStateException e) {
            if (scope.scope().isAlive()) {
                throw e;
            }
            return false;
        }
    }

    /** On whatever thread was the last to leave slow paths. */
    private void end() {
        arenas.close();
    }

    /** On whatever thread was the last to have memory of the heap. */
    void finish() {
        if (system != null) {
            system.surrender();
        }
        if (detour != null) {
            detour.end();
        }
        depot.superslabs().pool().surrender();
        leave();
    }

    private void leave() {
        if (parent != null) {
            parent.slow.exit();
        } else {
            ClosedRanges.add(this, range);
        }
    }
}
