package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.pinfold.trace.Act;
import org.pinfold.trace.AddressTable;
import org.pinfold.trace.Latest;
import org.pinfold.trace.Sites;
import org.pinfold.trace.Trace;

/**
 * Segments that a sample of allocations gets: each is closed when its block is freed, so that later accesses throw.
 *
 * <p>The block is the heap's, so that it counts as any other; in a heap without detours it is one in whole units, which
 * hot paths do not know, so that no free passes by here. Whoever closes the arena frees the block, and the JDK sees to
 * it that this is one thread: nobody can access the segment from before the block is free.
 *
 * <p>At most {@value #MOST} are live, and no more than take {@code 1/64} of the limit; meanwhile no turn counts. The
 * latest {@value #ENDED} that were freed are remembered with both sites. Any thread may call any method. Lock-free,
 * except for what the JDK does to close an arena.
 */
final class Guards {
    private static final int MOST = 256;
    private static final int ENDED = 1 << 10;
    private static final int SLOTS = 1 << 12;
    private static final int PART_OF_LIMIT = 64;
    /** About what a guard costs on the Java heap, with its arena. */
    private static final int GUARD_BYTES = 400;

    private final Turns turns;
    private final Sites sites;
    private final SlowPaths slow;
    private final int most;
    private final AddressTable<Guard> live = new AddressTable<>(SLOTS, 1);
    private final AtomicInteger count = new AtomicInteger();
    private final Latest<Guard> ended = new Latest<>(ENDED);
    /** Calls that close the heap and have not failed: while there are any, no guard is made. */
    private final AtomicInteger closing = new AtomicInteger();

    Guards(Sampling sampling, Sites sites, SlowPaths slow, long limitBytes) {
        this.turns = new Turns(sampling.guardedEvery(), sampling.guardedByBytes(),
                () -> ThreadLocalRandom.current().nextDouble());
        this.sites = sites;
        this.slow = slow;
        this.most = Math.clamp(limitBytes / PART_OF_LIMIT / SizeClasses.UNIT_BYTES, 1, MOST);
    }

    /** Whether it is the turn of the caller's request, and there is room for another guard. */
    boolean isNext(long byteSize) {
        return turns.isNext(slow.ownCache(), byteSize) && count.get() < most && !isClosing();
    }

    /** The lifetime of a block that the caller has just allocated alone; null if it cannot be guarded. */
    Arena open(long address, long byteSize) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            return null;
        }
        Guard guard;
        try {
            guard = new Guard(new Trace(address, byteSize, slow.diagnosis().place(address), act()), Arena.ofShared());
        } catch (OutOfMemoryError e) {
            count.decrementAndGet();
            return null;
        }
        // Closing looks at the guards after it has said so: it sees this one, or is seen here.
        if (live.add(guard) && !(isClosing() && live.replace(guard, null))) {
            return guard.arena();
        }
        count.decrementAndGet();
        guard.arena().close();
        return null;
    }

    private Act act() {
        return Act.byCaller(sites.here(), System.nanoTime());
    }

    /** Ends the guard of the block that begins here and is about to be freed, if it has one. */
    void end(long address) {
        Guard guard = live.find(address);
        if (guard != null) {
            free(guard);
        }
    }

    /**
     * Likewise that of a segment's block.
     *
     * @return false if it is none of these segments
     */
    boolean end(MemorySegment segment) {
        Guard guard = find(segment);
        if (guard == null) {
            return false;
        }
        if (guard.address() != segment.address()) {
            throw slow.misuse(new Misuse(Misuse.Kind.INTERIOR_POINTER, segment.address(),
                    "free of a slice of a guarded segment: " + segment, guard.trace(), 0));
        }
        free(guard);
        return true;
    }

    private void free(Guard guard) {
        if (!end(guard)) {
            if (isClosing()) {
                throw SlowPaths.closed();
            }
            throw slow.misuse(new Misuse(Misuse.Kind.DOUBLE_FREE, guard.address(),
                    "free of a guarded segment that was freed", guard.trace(), 0));
        }
    }

    /**
     * The closing of the arena is the linearization point: of several frees of a guarded block, one gets there.
     *
     * @return false if it is not this one
     */
    private boolean end(Guard guard) {
        try {
            guard.arena().close();
        } catch (IllegalStateException e) {
            if (guard.arena().scope().isAlive()) {
                throw new IllegalStateException("the block stays allocated: another thread is in a call with its"
                        + " segment (" + e.getMessage() + ')', e);
            }
            return false;
        }
        try {
            // Before it leaves the live ones, so that who looks there first finds it in one place or the other.
            ended.exchange(new Guard(guard.trace().freedBy(act()), guard.arena()));
        } catch (OutOfMemoryError _) {
            // It has ended all the same, and is not remembered.
        }
        live.replace(guard, null);
        count.decrementAndGet();
        return true;
    }

    /** The guard, live or ended, of this segment or what it is a slice of; or null. */
    private Guard find(MemorySegment segment) {
        Guard there = live.find(segment.address());
        if (there != null && there.has(segment)) {
            return there;
        }
        Guard[] found = {null};
        live.forEach(guard -> found[0] = guard.has(segment) ? guard : found[0]);
        ended.forEach(guard -> found[0] = guard.has(segment) ? guard : found[0]);
        return found[0];
    }

    /** What is known of the guarded segment that this is, or is a slice of; null if it is none. */
    Trace trace(MemorySegment segment) {
        Guard guard = find(segment);
        return guard == null ? null : guard.trace();
    }

    /** What is known of the guarded segment that begins here, or did last; null if there is none. */
    Trace trace(long address) {
        Guard there = live.find(address);
        Guard[] found = {there};
        if (there == null) {
            ended.forEach(guard -> found[0] = guard.address() == address ? guard : found[0]);
        }
        return found[0] == null ? null : found[0].trace();
    }

    /**
     * Ends all guards, and makes no more until {@link #reopen}.
     *
     * @param free told the blocks of those
     * @throws IllegalStateException if the segment of one is in use; the others have ended
     */
    void close(LongConsumer free) {
        closing.incrementAndGet();
        IllegalStateException[] inUse = {null};
        live.forEach(guard -> {
            try {
                if (end(guard)) {
                    freeLast(guard, free);
                }
            } catch (IllegalStateException e) {
                // Otherwise another thread has closed the heap meanwhile.
                inUse[0] = slow.isOpen() ? e : inUse[0];
            }
        });
        if (inUse[0] != null) {
            throw inUse[0];
        }
    }

    /** A block that was overwritten is counted as misuse, and goes with the heap: that it ends matters more. */
    private void freeLast(Guard guard, LongConsumer free) {
        try {
            free.accept(guard.address());
        } catch (IllegalArgumentException _) {
            // As counted.
        }
    }

    /** Who has closed the guards did not close the heap. */
    void reopen() {
        closing.decrementAndGet();
    }

    private boolean isClosing() {
        return closing.get() != 0;
    }

    /** What the guards cost on the Java heap, about, in bytes. */
    long metadataBytes() {
        return turns.metadataBytes() + live.metadataBytes() + ended.most() * Integer.BYTES
                + (long) (count.get() + ended.size()) * GUARD_BYTES;
    }
}
