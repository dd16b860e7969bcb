package org.pinfold.tools.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scenarios that can be asked for by name, in the order in which tables show them. */
public final class Scenarios {
    /** Of which the peak counts, beside that of traces. */
    static final List<String> CHURN = List.of("random-small", "random-mid");
    /** Of which one block in 64 stays, of at most 256 bytes. */
    static final List<String> SPARSE_SMALL = List.of("sparse-64", "sparse-256");
    /** Of which one block in 64 stays, of 1 to 32 KiB. */
    static final List<String> SPARSE_MID = List.of("sparse-1k", "sparse-4k", "sparse-32k", "sparse-1k-32k");
    /** Of which all blocks have 64 bytes. */
    static final String DENSE_64 = "dense-64";
    /** Of which all blocks have 128 bytes. */
    static final String DENSE_128 = "dense-128";
    /** Whose sizes change. */
    static final String SHIFTS = "shifts";
    /** Likewise, and all are whole pages. */
    static final String SHIFTS_OF_PAGES = "shifts-of-pages";
    private static final long BYTES = 128 << 20;
    private static final int KIB = 1 << 10;
    private static final int SPARED = 64;
    private static final int SHIFT = 10_000_000;
    private static final Map<String, Scenario> ALL = all();

    private Scenarios() {
    }

    private static Map<String, Scenario> all() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("random-small", new RandomMixed(BYTES, 16, KIB, 20, 0));
        all.put("random-mid", new RandomMixed(BYTES, 8 * KIB, 52 * KIB, 200, 0));
        all.put("sparse-64", new RandomMixed(BYTES, 64, 64, 1, SPARED));
        all.put("sparse-256", new RandomMixed(BYTES, 256, 256, 1, SPARED));
        all.put("sparse-1k", new RandomMixed(BYTES, KIB, KIB, 1, SPARED));
        all.put("sparse-4k", new RandomMixed(BYTES, 4 * KIB, 4 * KIB, 1, SPARED));
        all.put("sparse-32k", new RandomMixed(BYTES, 32 * KIB, 32 * KIB, 1, SPARED));
        all.put("sparse-1k-32k", new RandomMixed(BYTES, KIB, 32 * KIB, 1, SPARED));
        all.put(DENSE_64, new RandomMixed(BYTES, 64, 64, 0, 0));
        all.put(DENSE_128, new RandomMixed(BYTES, 128, 128, 0, 0));
        all.put(SHIFTS, new Shifts(BYTES, SHIFT, Shifts.MIXED));
        all.put(SHIFTS_OF_PAGES, new Shifts(BYTES, SHIFT, Shifts.PAGES));
        all.put("idle-threads", new Burst(64, 16, 32 * KIB));
        all.put("burst", new Burst(4, 16 * KIB, 8 * KIB));
        all.put("heaps", new ManyHeaps(100, 100, 4 * KIB));
        return all;
    }

    /** All names. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** Whether a row of this name is a trace's: those are no scenarios by name. */
    static boolean isTrace(String row) {
        return named(row).isEmpty();
    }

    /** Whether the peak of a row of this name counts. */
    static boolean isJudgedByPeak(String row) {
        return CHURN.contains(row) || isTrace(row);
    }

    /** The scenario of this name. */
    public static Optional<Scenario> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }
}
