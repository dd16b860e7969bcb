package org.pinfold.tools.peer;

import java.util.Optional;
import org.pinfold.AuditReport;
import org.pinfold.Frees;
import org.pinfold.Heap;

/** A heap of Pinfold, and what it tells of itself. */
final class PinfoldHeap {
    /** What every address is a multiple of. */
    static final long ALIGNMENT = 16;
    private static final long PROBE_BYTES = 1 << 20;

    private final Heap heap;
    private final String options;

    PinfoldHeap(long limit, Frees frees) {
        this(Heap.builder().limit(limit).frees(frees), "frees " + frees);
    }

    private PinfoldHeap(Heap.Builder builder, String options) {
        this.options = options;
        heap = builder.build();
    }

    static PinfoldHeap hardened(long limit) {
        return new PinfoldHeap(Heap.builder().limit(limit).hardened(true), "hardened");
    }

    Heap heap() {
        return heap;
    }

    Optional<PeerAudit> audit() {
        heap.flushThreadCache();
        AuditReport report = heap.audit();
        return Optional.of(new PeerAudit(report.clean(), report.liveBlocks(), report.problems()));
    }

    /** Seen in the heap's own statistics: a probe block makes its live bytes grow by the probe's size. */
    String identity() {
        long before = heap.stats().liveBytes();
        long probe = heap.malloc(PROBE_BYTES);
        long grown = heap.stats().liveBytes() - before;
        heap.free(probe);
        if (grown < PROBE_BYTES) {
            throw new IllegalStateException("a probe of " + PROBE_BYTES + " bytes made the heap's live bytes grow by "
                    + grown + ": this heap does not serve its calls");
        }
        return heap.getClass().getName() + ", " + options;
    }
}
