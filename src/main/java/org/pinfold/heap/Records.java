package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.pinfold.trace.Incidents;
import org.pinfold.trace.Sites;
import org.pinfold.trace.Trace;
import org.pinfold.trace.Traces;

/** What a heap has recorded for people: traces and guards of a sample of its blocks, as far as asked for; misuse. */
public final class Records {
    /** Classes that a user's call goes through, apart from those of whole packages. */
    private static final Set<String> OWN = Set.of("org.pinfold.Heap", "org.pinfold.SharedBlock",
            "org.pinfold.SharedBlock$Pin", "java.lang.foreign.SegmentAllocator");
    private static final String HEAP = "org.pinfold.heap.";
    private static final String TRACE = "org.pinfold.trace.";
    /** How far from the begin of its block, in steps of 16 bytes, a user's address may be. */
    private static final int STEPS = 1 << 9;
    private static final int STEP = 16;

    private final int oneIn;
    private final SlowPaths slow;
    private final Sites sites;
    /** Null without tracing. */
    private final Traces traces;
    /** Null without guards. */
    private final Guards guards;

    /** Of a heap with these paths; guards need memory that is addressed by numbers, {@code raw}. */
    Records(Sampling sampling, Sites sites, SlowPaths slow, boolean raw, long limitBytes) {
        this.oneIn = sampling.tracedOneIn();
        this.slow = slow;
        this.sites = sites;
        this.traces = sampling.traces() ? new Traces(sites, System::nanoTime) : null;
        this.guards = sampling.guards() && raw ? new Guards(sampling, sites, slow, limitBytes) : null;
        slow.misuses().recordsAre(this::find, this::lastGuarded);
    }

    /** Whether a frame of this class is the library's. */
    static boolean isOwn(String type) {
        return type.startsWith(HEAP) || type.startsWith(TRACE) || OWN.contains(type);
    }

    /** Whether a sample of blocks is traced. */
    public boolean isTracing() {
        return traces != null;
    }

    /** Blocks of which a sample is traced. */
    Detour traced(Detour blocks) {
        BooleanSupplier chosen = oneIn == 1 ? () -> true : () -> ThreadLocalRandom.current().nextInt(oneIn) == 0;
        return new TracedBlocks(blocks, traces, chosen, slow.diagnosis()::place, slow, oneIn);
    }

    /** Null if there are none. */
    Guards guards() {
        return guards;
    }

    /**
     * What is traced and live.
     *
     * @param oneIn one in so many allocations was chosen
     * @param now when that was so, as {@link System#nanoTime} tells it
     * @param traces of the blocks
     * @param largest the most bytes that any chosen block had, live or not
     * @param untraced how many blocks were chosen and found no room for their trace
     * @param unknownSites how many were traced without their site, for lack of room
     */
    public record Live(int oneIn, long now, List<Trace> traces, long largest, long untraced, long unknownSites) {
    }

    /** What is traced and live now; in a heap that traces. */
    public Live live() {
        long now = System.nanoTime();
        List<Trace> live = new ArrayList<>();
        traces.forEachLive(live::add);
        return new Live(oneIn, now, live, traces.largest(), traces.untraced(), sites.overflows());
    }

    /** The misuse there was. */
    public Incidents misuses() {
        return slow.misuses().incidents();
    }

    /** The trace of the block that this address lies in, live or free; or null. */
    private Trace find(long address) {
        if (!isTracing()) {
            return null;
        }
        Trace exact = traces.find(address);
        if (exact != null) {
            return exact;
        }
        // In a block that has more than its content, the user's address lies somewhere behind its begin.
        long block = slow.diagnosis().blockAround(address);
        Trace latest = null;
        for (long at = block; at < address && at < block + STEPS * STEP; at += STEP) {
            Trace trace = traces.find(at);
            if (trace != null && (latest == null || trace.allocated().nanos() - latest.allocated().nanos() > 0)) {
                latest = trace;
            }
        }
        return latest;
    }

    /** What is recorded of an address, to be added to what else is known; or nothing. */
    String describe(long address) {
        Trace trace = find(address);
        return (trace == null ? "" : "; recorded: " + trace.text(System.nanoTime())) + lastGuarded(address);
    }

    /** Likewise, of the guarded segment that begins there or did last; other blocks may have been there since. */
    private String lastGuarded(long address) {
        Trace trace = guards == null ? null : guards.trace(address);
        return trace == null ? "" : "; the last guarded segment here: " + trace.text(System.nanoTime());
    }

    /** What is recorded of a guarded segment; null if it is not known as one. */
    public String describe(MemorySegment segment) {
        Trace trace = guards == null ? null : guards.trace(segment);
        return trace == null ? null : "a guarded segment at 0x" + Long.toHexString(trace.address()) + ": "
                + trace.text(System.nanoTime());
    }

    /** Whether it is that request's turn to get a lifetime of its own; in a heap that guards. */
    public boolean isGuardNext(long byteSize) {
        return guards.isNext(byteSize);
    }

    /** The lifetime of a block that the caller has just allocated alone; null if it cannot have one of its own. */
    public Arena guard(long address, long byteSize) {
        return guards.open(address, byteSize);
    }

    /**
     * Ends the guard of the block that begins with this segment and is about to be freed.
     *
     * @return false if it is no guarded segment
     */
    public boolean endGuard(MemorySegment segment) {
        return guards != null && guards.end(segment);
    }

    /**
     * Before the heap is closed.
     *
     * @param free told the blocks whose segments have ended, to be freed
     * @throws IllegalStateException if the segment of one is in use; the others have ended
     */
    public void endGuards(LongConsumer free) {
        if (guards != null) {
            guards.close(free);
        }
    }

    /** The heap was not closed. */
    public void reopenGuards() {
        if (guards != null) {
            guards.reopen();
        }
    }

    /** The exception for a segment that is none of the heap's. */
    public RuntimeException foreign(MemorySegment segment) {
        return slow.misuse(new Misuse(Misuse.Kind.FOREIGN_POINTER, segment.address(),
                "free of a segment that this heap did not allocate: " + segment));
    }

    /** What the records cost on the Java heap, about, in bytes. */
    long metadataBytes() {
        return (isTracing() ? traces.metadataBytes() : 0) + (guards == null ? 0 : guards.metadataBytes())
                + sites.metadataBytes() + misuses().metadataBytes();
    }
}
