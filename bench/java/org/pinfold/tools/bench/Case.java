package org.pinfold.tools.bench;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.pinfold.tools.bench.workload.LiveSet;
import org.pinfold.tools.bench.workload.Metered;
import org.pinfold.tools.bench.workload.Shape;
import org.pinfold.tools.bench.workload.SharedReads;
import org.pinfold.tools.bench.workload.TraceRound;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.Peer;

/**
 * A row with the benchmark that it is measured by in Java.
 *
 * @param row what it is called
 * @param benchmark the class
 * @param shape how much it allocates
 * @param frees which threads free
 */
public record Case(Row row, Class<? extends Metered> benchmark, Shape shape, Frees frees) {
    /** Who frees a block. */
    public enum Frees {
        /** The thread that allocated it. */
        OWN,
        /** Where there are several threads, also others. */
        SHARED,
        /** Another one: threads work in pairs. */
        IN_PAIRS
    }

    /** The row, run by {@code threads} threads; where they work in pairs, by the next even number of them. */
    public Row withThreads(int threads) {
        int most = Math.max(row.threads(), frees == Frees.IN_PAIRS ? threads + threads % 2 : threads);
        return new Row(row.name(), row.workload(), most, row.main());
    }

    /**
     * What an allocator has to hold for {@code threads} threads.
     *
     * @throws UncheckedIOException if it is a trace that cannot be read
     */
    public Demand demand(int threads) {
        return benchmark == TraceRound.class ? TraceRound.demand(row.name())
                : new Demand(shape.slots(), shape.peakLiveBytes(threads));
    }

    /** Whether it belongs neither to {@link Growth} nor to those that few allocators can run. */
    boolean isUsual() {
        boolean isAboutGrowth = benchmark == LiveSet.class || row.threads() > 1 && frees == Frees.OWN;
        return !isAboutGrowth && benchmark != SharedReads.class;
    }

    /** What keeps an allocator from running it with {@code threads} threads; empty if nothing does. */
    public Optional<String> obstacle(Peer peer, int threads) {
        if (peer.threadConfined() && crossesThreads(threads)) {
            return Optional.of("only the thread that allocated a block may free it, here others do");
        }
        return benchmark == SharedReads.class && peer.counted().isEmpty()
                ? Optional.of("nobody counts who uses its blocks") : Optional.empty();
    }

    /** Whether {@code threads} threads free blocks of each other. */
    public boolean crossesThreads(int threads) {
        return frees == Frees.IN_PAIRS || frees == Frees.SHARED && threads > 1;
    }
}
