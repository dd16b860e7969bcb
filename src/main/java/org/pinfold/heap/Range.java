package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicLongArray;
import org.pinfold.os.MemorySource;
import org.pinfold.os.Reservation;
import org.pinfold.protocol.SuperslabRun;

/**
 * A reservation in superslabs: which of them somebody has, and which units may have content. A heap shares it with its
 * children; a superslab is one heap's at a time.
 */
final class Range {
    private final MemorySource source;
    private final Reservation reservation;
    private final SuperslabRun runs;
    /** Bit {@code u} of element {@code i}: unit u of superslab i was handed out since its pages were last zero. */
    private final AtomicLongArray dirty;

    Range(MemorySource source, Reservation reservation) {
        this.source = source;
        this.reservation = reservation;
        this.runs = new SuperslabRun(superslabs());
        this.dirty = new AtomicLongArray(superslabs());
    }

    /** How many superslabs there are. */
    int superslabs() {
        return (int) (reservation.bytes() >>> Superslab.SHIFT);
    }

    long address() {
        return reservation.address();
    }

    MemorySource source() {
        return source;
    }

    Reservation reservation() {
        return reservation;
    }

    SuperslabRun runs() {
        return runs;
    }

    /** Gives back the pages that these bytes lie in. */
    void purge(long address, long bytes) {
        long page = source.pageSize();
        long first = address & -page;
        source.purge(first, (address + bytes + page - 1 & -page) - first);
    }

    /** Marks units of a superslab as used, and answers whether their pages were zero. */
    boolean soil(int superslab, long units) {
        return (dirty.getAndAccumulate(superslab, units, (before, more) -> before | more) & units) == 0;
    }

    /** All pages of a superslab are zero again; for its releaser. */
    void cleaned(int superslab) {
        dirty.set(superslab, 0);
    }
}
