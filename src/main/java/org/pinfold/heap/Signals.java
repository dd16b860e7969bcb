package org.pinfold.heap;

import org.pinfold.trace.Trace;

/**
 * Tells a {@link Probe}, if there is one that listens, what a heap does. Slow paths alone come here; while nobody
 * listens that is a call each.
 *
 * <p>Whoever tells may have blocks in hand that an exception would lose: so none leaves here, and what the Java heap
 * has no room for is not told.
 */
public final class Signals {
    /** Of a heap that nobody watches. */
    static final Signals NONE = new Signals("", null);

    private final String heap;
    private final Probe probe;

    /** Of the heap with this name; {@code probe} is null if there is none. */
    public Signals(String heap, Probe probe) {
        this.heap = heap;
        this.probe = probe;
    }

    private boolean isOff() {
        return probe == null || !probe.isListening();
    }

    private static long bytes(Slab slab) {
        return (long) slab.units() * SizeClasses.UNIT_BYTES;
    }

    /** The heap was made. */
    void opened(long limitBytes, String backing) {
        if (isOff()) {
            return;
        }
        try {
            probe.opened(heap, limitBytes, backing);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** The heap was closed. */
    void closed() {
        if (isOff()) {
            return;
        }
        try {
            probe.closed(heap);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** See {@link Probe#refilled}. */
    void refilled(long blockBytes, int blocks) {
        if (isOff()) {
            return;
        }
        try {
            probe.refilled(heap, blockBytes, blocks);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** See {@link Probe#flushed}; nothing of an empty magazine. */
    void flushed(long blockBytes, int blocks) {
        if (blocks == 0 || isOff()) {
            return;
        }
        try {
            probe.flushed(heap, blockBytes, blocks);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** The slab has its place. */
    void formed(Slab slab) {
        if (isOff()) {
            return;
        }
        try {
            probe.formed(heap, slab.superslab().index(), slab.firstUnit(), bytes(slab), slab.blockBytes());
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** The slab loses its place. */
    void vacated(Slab slab) {
        if (isOff()) {
            return;
        }
        try {
            probe.vacated(heap, slab.superslab().index(), slab.firstUnit(), bytes(slab), slab.blockBytes());
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** See {@link Probe#purged}. */
    void purged(int superslab, int firstUnit, long bytes) {
        if (isOff()) {
            return;
        }
        try {
            probe.purged(heap, superslab, firstUnit, bytes);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** See {@link Probe#superslabOpened}. */
    void superslabOpened(int superslab) {
        if (isOff()) {
            return;
        }
        try {
            probe.superslabOpened(heap, superslab);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** See {@link Probe#superslabRetired}. */
    void superslabRetired(int superslab) {
        if (isOff()) {
            return;
        }
        try {
            probe.superslabRetired(heap, superslab);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** See {@link Probe#superslabReleased}. */
    void superslabReleased(int superslab) {
        if (isOff()) {
            return;
        }
        try {
            probe.superslabReleased(heap, superslab);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** See {@link Probe#pressed}. */
    void pressed(long bytes, boolean madeRoom) {
        if (isOff()) {
            return;
        }
        try {
            probe.pressed(heap, bytes, madeRoom);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** See {@link Probe#refused}. */
    void refused(long bytes, String reason) {
        if (isOff()) {
            return;
        }
        try {
            probe.refused(heap, bytes, reason);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** The misuse was found. */
    void misused(Misuse misuse) {
        if (isOff()) {
            return;
        }
        try {
            probe.misused(heap, misuse.kind().name(), misuse.address(), misuse.detail());
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** See {@link Probe#allocated}. */
    void allocated(long address, long bytes, int oneIn) {
        if (isOff()) {
            return;
        }
        try {
            probe.allocated(heap, address, bytes, oneIn);
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }

    /** The block of this trace is freed. */
    void freed(Trace trace) {
        if (isOff()) {
            return;
        }
        try {
            probe.freed(heap, trace.address(), trace.bytes(), System.nanoTime() - trace.allocated().nanos());
        } catch (VirtualMachineError ignored) {
            // See above.
        }
    }
}
