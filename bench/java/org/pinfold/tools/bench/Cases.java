package org.pinfold.tools.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pinfold.tools.bench.workload.AllocTest;
import org.pinfold.tools.bench.workload.BatchFifo;
import org.pinfold.tools.bench.workload.BatchLifo;
import org.pinfold.tools.bench.workload.CacheScratch;
import org.pinfold.tools.bench.workload.CacheThrash;
import org.pinfold.tools.bench.workload.GlibcSimple;
import org.pinfold.tools.bench.workload.Larson;
import org.pinfold.tools.bench.workload.LiveSet;
import org.pinfold.tools.bench.workload.Metered;
import org.pinfold.tools.bench.workload.Mstress;
import org.pinfold.tools.bench.workload.Pair;
import org.pinfold.tools.bench.workload.ProducerConsumer;
import org.pinfold.tools.bench.workload.RandomSlots;
import org.pinfold.tools.bench.workload.Sh8bench;
import org.pinfold.tools.bench.workload.Shape;
import org.pinfold.tools.bench.workload.SharedReads;
import org.pinfold.tools.bench.workload.TraceRound;
import org.pinfold.tools.bench.workload.VirtualThreads;
import org.pinfold.tools.bench.workload.XmallocTest;

/** All rows, in the order of the tables. */
public final class Cases {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int SMALL_SLOTS = 4096;
    private static final int MID_SLOTS = 256;
    private static final int BATCH = 1000;

    private static final int MEAN = (16 + KIB) / 2;
    private static final long GIB = 1L << 30;

    private static final List<Case> ALL = List.of(
            main("pair-64", "pair", Pair.class, Shape.of(1, 64)),
            other("pair-256", "pair", Pair.class, Shape.of(1, 256)),
            other("pair-1k", "pair", Pair.class, Shape.of(1, KIB)),
            other("pair-8k", "pair", Pair.class, Shape.of(1, 8 * KIB)),
            main("pair-16k", "pair", Pair.class, Shape.of(1, 16 * KIB)),
            other("pair-64k", "pair", Pair.class, Shape.of(1, 64 * KIB)),
            other("pair-1m", "pair", Pair.class, Shape.of(1, MIB)),
            main("random-mixed", "random", RandomSlots.class, new Shape(SMALL_SLOTS, 16, KIB)),
            other("random-128", "random", RandomSlots.class, Shape.of(SMALL_SLOTS, 128)),
            other("random-256", "random", RandomSlots.class, Shape.of(SMALL_SLOTS, 256)),
            other("random-512", "random", RandomSlots.class, Shape.of(SMALL_SLOTS, 512)),
            other("random-1k", "random", RandomSlots.class, Shape.of(SMALL_SLOTS, KIB)),
            main("mid-large", "random", RandomSlots.class, new Shape(MID_SLOTS, 8 * KIB, 32 * KIB)),
            other("mid-large-52k", "random", RandomSlots.class, new Shape(MID_SLOTS, 8 * KIB, 52 * KIB)),
            other("fixed-64", "fixed-size", RandomSlots.class, Shape.of(SMALL_SLOTS, 64)),
            main("batch-lifo", "batch", BatchLifo.class, Shape.of(BATCH, 64)),
            main("batch-fifo", "batch", BatchFifo.class, Shape.of(BATCH, 64)),
            pairs("producer-consumer", ProducerConsumer.class, Shape.of(KIB, 64)),
            shared("larson", Larson.class, new Shape(1000, 8, 1000)),
            shared("sh8bench", Sh8bench.class, new Shape(KIB, 16, 1000)),
            pairs("xmalloc-test", XmallocTest.class, new Shape(256, 16, KIB)),
            shared("mstress", Mstress.class, new Shape(KIB, 8, 64 * KIB)),
            other("cache-thrash", "cache-thrash", CacheThrash.class, Shape.of(1, 8)),
            shared("cache-scratch", CacheScratch.class, Shape.of(1, 8)),
            other("glibc-simple", "glibc-simple", GlibcSimple.class, new Shape(1600, 16, 64)),
            other("alloc-test", "alloc-test", AllocTest.class, new Shape(SMALL_SLOTS, 8, KIB)),
            other("virtual-threads", "virtual-threads", VirtualThreads.class, Shape.of(1000, 64)),
            trace("gcc-cc1plus"),
            trace("java-launcher"),
            trace("python-chunks"),
            trace("python-json"),
            trace("sqlite-memory"),
            threads("random-mixed-2", 2),
            threads("random-mixed-8", 8),
            live("live-1m", MIB),
            live("live-16m", 16 * MIB),
            live("live-256m", 256 * MIB),
            live("live-1g", GIB),
            live("live-4g", 4 * GIB),
            reads("shared-read", 1),
            reads("shared-read-2", 2));

    private Cases() {
    }

    /** All of them. */
    public static List<Case> all() {
        return ALL;
    }

    /**
     * Those that make up "all": without the ones that are about growth, which take much memory or more threads, and
     * those that few allocators can run.
     */
    public static List<Case> usual() {
        return ALL.stream().filter(Case::isUsual).toList();
    }

    /** The one whose row is called {@code name}. */
    public static Optional<Case> named(String name) {
        return ALL.stream().filter(one -> one.row().name().equals(name)).findFirst();
    }

    /** Their names. */
    public static Stream<String> names() {
        return ALL.stream().map(one -> one.row().name());
    }

    private static Case main(String name, String workload, Class<? extends Metered> benchmark, Shape shape) {
        return new Case(new Row(name, workload, 1, true), benchmark, shape, Case.Frees.OWN);
    }

    private static Case other(String name, String workload, Class<? extends Metered> benchmark, Shape shape) {
        return new Case(new Row(name, workload, 1, false), benchmark, shape, Case.Frees.OWN);
    }

    private static Case shared(String name, Class<? extends Metered> benchmark, Shape shape) {
        return new Case(new Row(name, name, 1, false), benchmark, shape, Case.Frees.SHARED);
    }

    private static Case pairs(String name, Class<? extends Metered> benchmark, Shape shape) {
        return new Case(new Row(name, name, 2, false), benchmark, shape, Case.Frees.IN_PAIRS);
    }

    /** A recorded program; how much it allocates stands in its trace. */
    private static Case trace(String name) {
        return other(TraceRound.ROW + name, "trace", TraceRound.class, Shape.of(1, 64));
    }

    /** As random-mixed, in a row beside it. */
    private static Case threads(String name, int threads) {
        return new Case(new Row(name, "random", threads, false), RandomSlots.class, new Shape(SMALL_SLOTS, 16, KIB),
                Case.Frees.OWN);
    }

    /** Of one block, by all threads. */
    private static Case reads(String name, int threads) {
        return new Case(new Row(name, "shared-read", threads, false), SharedReads.class, Shape.of(1, 64),
                Case.Frees.OWN);
    }

    private static Case live(String name, long bytes) {
        return other(name, "live-set", LiveSet.class, new Shape((int) (bytes / MEAN), 16, KIB));
    }
}
