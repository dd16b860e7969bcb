package org.pinfold.tools.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.peer.PeerAudit;
import org.pinfold.tools.trace.Trace;
import org.pinfold.tools.trace.Workload;

/**
 * Replays a workload on its own threads and looks for what an allocator may do wrong. Each block is filled with a
 * {@link BlockPattern} of its own and verified whole when it is freed; a resized block must keep its contents, a zeroed
 * one must be zero; addresses must be aligned, usable sizes must suffice, and no two live blocks may overlap. At the
 * end, when all is freed, the allocator's own audit must find its books in order.
 */
public final class CheckedReplay {
    private final Workload workload;
    private final Trace trace;
    private final Peer peer;
    private final SlotTurns turns;
    private final LiveBlocks liveBlocks = new LiveBlocks();
    private final Violations violations = new Violations();
    private final LongAdder verifiedBlocks = new LongAdder();
    private final LongAdder verifiedBytes = new LongAdder();
    // What each slot holds. Written and read in the slot's turns, which order all accesses.
    private final long[] addresses;
    private final long[] sizes;
    private final long[] patterns;

    public CheckedReplay(Workload workload, Peer peer) {
        this.workload = workload;
        this.trace = workload.trace();
        this.peer = peer;
        turns = new SlotTurns(workload);
        addresses = new long[workload.slots()];
        sizes = new long[workload.slots()];
        patterns = new long[workload.slots()];
    }

    /** Runs the whole workload, once. */
    public CheckResult run() {
        String identity = peer.identity();
        int threads = peer.threadConfined() ? 1 : trace.threads();
        runThreads(threads);
        Optional<PeerAudit> audit = audit();
        return new CheckResult(identity, threads, workload.events(), expectedBlocks(), verifiedBlocks.sum(),
                verifiedBytes.sum(), violations.corruptedBlocks(), violations.count(), violations.first(),
                audit.orElse(null));
    }

    private void runThreads(int threads) {
        List<Thread> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int only = thread;
            running.add(peer.newThread(() -> runEvents(only, threads)));
        }
        running.forEach(Thread::start);
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                turns.abandon();
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<PeerAudit> audit() {
        try {
            return peer.audit();
        } catch (RuntimeException | Error e) {
            violations.add("the allocator's audit threw " + e);
            return Optional.empty();
        }
    }

    private long expectedBlocks() {
        long frees = 0;
        for (int event = 0; event < trace.events(); event++) {
            frees += trace.kind(event) == Trace.FREE ? 1 : 0;
        }
        return frees * workload.copies();
    }

    /** Runs the events of one thread of the trace; all events if there is just one thread. */
    private void runEvents(int only, int threads) {
        peer.enterThread();
        for (int step = 0; step < workload.steps(); step++) {
            for (int copy = 0; copy < workload.copies(); copy++) {
                int event = workload.event(step, copy);
                if (event >= 0 && (threads == 1 || trace.thread(event) == only) && !runInTurn(event, copy)) {
                    return;
                }
            }
        }
        peer.exitThread();
    }

    private boolean runInTurn(int event, int copy) {
        int slot = workload.slot(event, copy);
        if (!turns.await(event, slot)) {
            return false;
        }
        try {
            run(event, slot);
        } catch (RuntimeException | Error e) {
            violations.add(where(event, slot) + " threw " + e);
            turns.abandon();
            return false;
        }
        turns.done(slot);
        return true;
    }

    private void run(int event, int slot) {
        long size = trace.size(event);
        switch (trace.kind(event)) {
            case Trace.ALLOCATE -> admit(event, slot, peer.allocate(slot, size));
            case Trace.ALIGNED -> admit(event, slot, peer.allocateAligned(slot, size, trace.alignment(event)));
            case Trace.ZEROED -> {
                long address = peer.allocateZeroed(slot, size);
                long dirty = BlockPattern.firstNonZero(address, size);
                if (dirty >= 0) {
                    violations.addCorrupted(where(event, slot) + " is not zero at offset " + dirty);
                }
                admit(event, slot, address);
            }
            case Trace.RESIZE -> resize(event, slot, size);
            default -> {
                verify(event, slot, addresses[slot], sizes[slot]);
                verifiedBlocks.increment();
                liveBlocks.remove(addresses[slot]);
                peer.free(slot);
            }
        }
    }

    private void resize(int event, int slot, long size) {
        long oldSize = sizes[slot];
        verify(event, slot, addresses[slot], oldSize);
        liveBlocks.remove(addresses[slot]);
        long address = peer.resize(slot, oldSize, size);
        verify(event, slot, address, Math.min(oldSize, size));
        admit(event, slot, address);
    }

    /** Takes in a block that was just handed out: checks where it lies and fills it. */
    private void admit(int event, int slot, long address) {
        long size = trace.size(event);
        long alignment = Math.max(trace.alignment(event), peer.naturalAlignment());
        if ((address & (alignment - 1)) != 0) {
            violations.add(where(event, slot) + " is at " + Violations.hex(address) + ", not a multiple of "
                    + alignment);
        }
        long usable = peer.usableSize(slot);
        if (usable != Peer.UNKNOWN && usable < size) {
            violations.add(where(event, slot) + " has a usable size of " + usable);
        }
        liveBlocks.add(address, Math.max(size, usable)).ifPresent(overlap ->
                violations.add(where(event, slot) + " at " + Violations.hex(address) + " " + overlap));
        addresses[slot] = address;
        sizes[slot] = size;
        patterns[slot] = BlockPattern.of(slot, event);
        BlockPattern.fill(address, size, patterns[slot]);
    }

    private void verify(int event, int slot, long address, long size) {
        long corrupted = BlockPattern.firstCorrupted(address, size, patterns[slot]);
        if (corrupted >= 0) {
            violations.addCorrupted(where(event, slot) + ": the block at " + Violations.hex(address) + " of "
                    + size + " bytes is corrupted from offset " + corrupted);
        }
        verifiedBytes.add(size);
    }

    private String where(int event, int slot) {
        String what = switch (trace.kind(event)) {
            case Trace.ALLOCATE -> "allocate " + trace.size(event);
            case Trace.ZEROED -> "allocate zeroed " + trace.size(event);
            case Trace.ALIGNED -> "allocate " + trace.size(event) + " aligned to " + trace.alignment(event);
            case Trace.RESIZE -> "resize to " + trace.size(event);
            default -> "free";
        };
        return "event " + event + " (" + what + ", slot " + slot + ", thread " + trace.thread(event) + ")";
    }
}
