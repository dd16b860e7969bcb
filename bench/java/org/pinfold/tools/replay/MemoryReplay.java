package org.pinfold.tools.replay;

import org.pinfold.os.ProcessMemory;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.trace.Trace;
import org.pinfold.tools.trace.Workload;

/**
 * Replays a workload in its total order on the calling thread, writes every byte of each block, and watches how far the
 * resident set of the process grows. The virtual machine must have a Java heap of fixed size that was touched before,
 * so that the Java heap does not count; what an allocator keeps there is asked of it and added.
 */
public final class MemoryReplay {
    private static final long BYTES_PER_SAMPLE = 256 << 10;
    private static final int SAMPLES_PER_METADATA = 64;
    private static final int WARM_UP_BLOCKS = 2000;
    private static final long WARM_UP_SIZE = 64;

    private final Workload workload;
    private final Trace trace;
    private final Peer peer;
    private final long[] sizes;
    private long before;
    private long sinceSample;
    private long samples;
    private long peakResident;
    private long peakMetadata;

    public MemoryReplay(Workload workload, Peer peer) {
        this.workload = workload;
        this.trace = workload.trace();
        this.peer = peer;
        sizes = new long[workload.slots()];
    }

    /** Runs the whole workload, once. */
    public MemoryResult run() {
        String identity = peer.identity();
        warmUp();
        before = resident();
        for (int step = 0; step < workload.steps(); step++) {
            for (int copy = 0; copy < workload.copies(); copy++) {
                int event = workload.event(step, copy);
                if (event >= 0) {
                    run(event, workload.slot(event, copy));
                }
            }
        }
        peakMetadata = Math.max(peakMetadata, peer.metadataBytes());
        return new MemoryResult(identity, workload.copies(), workload.peakLiveBytes(), peakResident, peakMetadata,
                resident() - before, samples);
    }

    /** Lets classes be loaded and first structures be made before the resident set is first read. */
    private void warmUp() {
        for (int block = 0; block < WARM_UP_BLOCKS; block++) {
            write(peer.allocate(0, WARM_UP_SIZE), WARM_UP_SIZE);
            peer.free(0);
        }
        sample();
        sinceSample = 0;
        samples = 0;
        peakResident = 0;
    }

    private void run(int event, int slot) {
        long size = trace.size(event);
        switch (trace.kind(event)) {
            case Trace.ALLOCATE -> write(peer.allocate(slot, size), size);
            case Trace.ZEROED -> write(peer.allocateZeroed(slot, size), size);
            case Trace.ALIGNED -> write(peer.allocateAligned(slot, size, trace.alignment(event)), size);
            case Trace.RESIZE -> write(peer.resize(slot, sizes[slot], size), size);
            default -> peer.free(slot);
        }
        sizes[slot] = size;
    }

    private void write(long address, long size) {
        Memory.fill(address, size, (byte) 1);
        sinceSample += size;
        if (sinceSample >= BYTES_PER_SAMPLE) {
            sinceSample = 0;
            sample();
        }
    }

    private void sample() {
        if (samples++ % SAMPLES_PER_METADATA == 0) {
            peakMetadata = Math.max(peakMetadata, peer.metadataBytes());
        }
        peakResident = Math.max(peakResident, resident() - before);
    }

    private static long resident() {
        return ProcessMemory.residentBytes()
                .orElseThrow(() -> new IllegalStateException("the system does not tell how much memory is resident"));
    }
}
