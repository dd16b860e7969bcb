package org.pinfold.tools.memory;

import java.util.function.Supplier;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.trace.Trace;
import org.pinfold.tools.trace.Workload;

/** A recorded workload in its total order, on one thread; every byte of each block is written. */
public final class TraceScenario implements Scenario {
    private final Workload workload;
    private final Trace trace;
    private final long[] sizes;

    public TraceScenario(Workload workload) {
        this.workload = workload;
        this.trace = workload.trace();
        this.sizes = new long[workload.slots()];
    }

    @Override
    public Demand demand() {
        return new Demand(workload.slots(), workload.peakLiveBytes());
    }

    @Override
    public void run(Peer peer, Supplier<Peer> more, Meter meter) {
        for (int step = 0; step < workload.steps(); step++) {
            for (int copy = 0; copy < workload.copies(); copy++) {
                int event = workload.event(step, copy);
                if (event >= 0) {
                    run(event, workload.slot(event, copy), peer, meter);
                }
            }
        }
    }

    private void run(int event, int slot, Peer peer, Meter meter) {
        long size = trace.size(event);
        meter.freed(sizes[slot]);
        switch (trace.kind(event)) {
            case Trace.ALLOCATE -> write(peer.allocate(slot, size), size, meter);
            case Trace.ZEROED -> write(peer.allocateZeroed(slot, size), size, meter);
            case Trace.ALIGNED -> write(peer.allocateAligned(slot, size, trace.alignment(event)), size, meter);
            case Trace.RESIZE -> write(peer.resize(slot, sizes[slot], size), size, meter);
            default -> {
                peer.free(slot);
                size = 0;
            }
        }
        sizes[slot] = size;
    }

    private static void write(long address, long size, Meter meter) {
        Memory.fill(address, size, (byte) 1);
        meter.allocated(size);
    }
}
