package org.pinfold.tools.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.trace.Trace;
import org.pinfold.tools.trace.Workload;

/**
 * Replays a workload in its total order on the calling thread and takes that thread's CPU time. The first byte of each
 * block is written, as a program would; nothing is verified.
 *
 * <p>The loop is run in stretches, so that it is compiled as a method of its own and not in the middle of a round. A
 * virtual machine must time one kind of peer only: then every call of the loop has one target.
 */
public final class TimedReplay {
    private static final int STRETCH = 2048;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Workload workload;
    private final Peer peer;
    private final long[] sizes;

    public TimedReplay(Workload workload, Peer peer) {
        this.workload = workload;
        this.peer = peer;
        sizes = new long[workload.slots()];
    }

    /** Runs the whole workload and returns the CPU time it took this thread, in nanoseconds. */
    public long round() {
        long start = THREADS.getCurrentThreadCpuTime();
        int steps = workload.steps();
        for (int from = 0; from < steps; from += STRETCH) {
            stretch(from, Math.min(from + STRETCH, steps));
        }
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private void stretch(int from, int to) {
        Workload work = workload;
        Trace trace = work.trace();
        Peer allocator = peer;
        for (int step = from; step < to; step++) {
            for (int copy = 0; copy < work.copies(); copy++) {
                int event = work.event(step, copy);
                if (event >= 0) {
                    run(allocator, trace, event, work.slot(event, copy));
                }
            }
        }
    }

    private void run(Peer allocator, Trace trace, int event, int slot) {
        long size = trace.size(event);
        switch (trace.kind(event)) {
            case Trace.ALLOCATE -> Memory.putByte(allocator.allocate(slot, size), (byte) event);
            case Trace.ZEROED -> Memory.putByte(allocator.allocateZeroed(slot, size), (byte) event);
            case Trace.ALIGNED -> Memory.putByte(allocator.allocateAligned(slot, size, trace.alignment(event)),
                    (byte) event);
            case Trace.RESIZE -> Memory.putByte(allocator.resize(slot, sizes[slot], size), (byte) event);
            default -> allocator.free(slot);
        }
        sizes[slot] = size;
    }
}
