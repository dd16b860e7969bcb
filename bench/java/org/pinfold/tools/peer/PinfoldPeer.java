package org.pinfold.tools.peer;

import java.util.Optional;
import org.pinfold.AuditReport;
import org.pinfold.Frees;
import org.pinfold.Heap;

/** Pinfold, one heap of its own. */
public final class PinfoldPeer extends AddressPeer {
    private static final long PROBE_BYTES = 1 << 20;
    private static final long MALLOC_ALIGNMENT = 16;

    private final Heap heap;
    private final Frees frees;

    /** A heap with {@code limit} bytes for a workload of {@code slots} slots. */
    public PinfoldPeer(int slots, long limit, Frees frees) {
        super(slots);
        this.frees = frees;
        heap = Heap.builder().limit(limit).frees(frees).build();
    }

    @Override
    protected long malloc(long size) {
        return heap.malloc(size);
    }

    @Override
    protected long calloc(long size) {
        return heap.calloc(size);
    }

    @Override
    protected long alignedAlloc(long alignment, long size) {
        return heap.alignedAlloc(alignment, size);
    }

    @Override
    protected long realloc(long address, long size) {
        return heap.realloc(address, size);
    }

    @Override
    protected void release(long address) {
        heap.free(address);
    }

    @Override
    protected long usable(long address) {
        return heap.usableSize(address);
    }

    @Override
    public long naturalAlignment() {
        return MALLOC_ALIGNMENT;
    }

    @Override
    public long metadataBytes() {
        return heap.stats().metadataBytes();
    }

    @Override
    public Optional<PeerAudit> audit() {
        heap.flushThreadCache();
        AuditReport report = heap.audit();
        return Optional.of(new PeerAudit(report.clean(), report.liveBlocks(), report.problems()));
    }

    /** Seen in the heap's own statistics: a probe block makes its live bytes grow by the probe's size. */
    @Override
    public String identity() {
        long before = heap.stats().liveBytes();
        long probe = heap.malloc(PROBE_BYTES);
        long grown = heap.stats().liveBytes() - before;
        heap.free(probe);
        if (grown < PROBE_BYTES) {
            throw new IllegalStateException("a probe of " + PROBE_BYTES + " bytes made the heap's live bytes grow by "
                    + grown + ": this heap does not serve the replay");
        }
        return heap.getClass().getName() + ", frees " + frees;
    }

    @Override
    public void close() {
        heap.close();
    }
}
