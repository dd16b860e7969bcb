package org.pinfold.tools.bench.ab;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** What can be measured with and without. */
public enum Mechanism {
    /** Refills of many blocks. */
    BATCH_REFILL("batchRefill", "a refill moves many blocks, not one", Configuration::withBatchRefill),
    /** Flushes of whole chains. */
    REMOTE_DRAIN("remoteDrain", "blocks go home as one chain, not one by one", Configuration::withRemoteDrain),
    /** Books compared at each refill and push; off unless somebody looks for a bug. */
    COUNTER_AUDIT("counterAudit", "the books of a slab are compared at each refill and push",
            Configuration::withCounterAudit),
    /** Slabs that pin their superslab. */
    PINS("pins", "a slab pins its superslab", Configuration::withPins),
    /** Marks of blocks. */
    BLOCK_STATE("blockState", "malloc marks the block, free looks at the mark: finds double and stale frees",
            Configuration::withBlockState),
    /** All that a heap checks by default. */
    CHECKS("checks", "all default checks: blockState and pins",
            (configuration, on) -> configuration.withBlockState(on).withPins(on)),
    /** Exact frees against ordered ones. */
    FREES("frees", "Frees.EXACT instead of ORDERED", Configuration::withExactFrees),
    /** Guarded segments, as many as users get who ask for no number. */
    GUARDED("guarded", "one segment in 500,000 has a lifetime of its own", Configuration::withGuarded,
            Load.OF_SEGMENTS, 0.01),
    /** Traces of a sample of blocks. */
    LEAKS("leaks", "one allocation in 1,000 is traced until it is freed, and all are looked up",
            Configuration::withLeaks);

    private final String option;
    private final String what;
    private final BiFunction<Configuration, Boolean, Configuration> in;
    private final List<Load> loads;
    private final double most;

    Mechanism(String option, String what, BiFunction<Configuration, Boolean, Configuration> in) {
        this(option, what, in, Load.OF_MECHANISMS, Double.POSITIVE_INFINITY);
    }

    Mechanism(String option, String what, BiFunction<Configuration, Boolean, Configuration> in, List<Load> loads,
            double most) {
        this.option = option;
        this.what = what;
        this.in = in;
        this.loads = loads;
        this.most = most;
    }

    /** Its name on the command line and in the tables. */
    public String option() {
        return option;
    }

    /** What it does, in a few words. */
    public String what() {
        return what;
    }

    /** Under which it is measured. */
    List<Load> loads() {
        return loads;
    }

    /** What it may cost at most, as a part of the time without it; infinite if nothing is promised. */
    double most() {
        return most;
    }

    /** What users get, but without it. */
    Configuration without() {
        return in.apply(Configuration.DEFAULT, false);
    }

    /** What users get, and it, which they may have anyway. */
    Configuration with() {
        return in.apply(Configuration.DEFAULT, true);
    }

    /** All names. */
    static List<String> options() {
        return Arrays.stream(values()).map(Mechanism::option).toList();
    }
}
