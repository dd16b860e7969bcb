package org.pinfold.tools.bench.ab;

import java.util.List;
import java.util.Set;

/** What can be measured with and without. */
public enum Mechanism {
    /** Refills of many blocks. */
    BATCH_REFILL("batchRefill", "a refill moves many blocks, not one", Switch.BATCH_REFILL),
    /** Flushes of whole chains. */
    REMOTE_DRAIN("remoteDrain", "blocks go home as one chain, not one by one", Switch.REMOTE_DRAIN),
    /** Books compared at each refill and push; off unless somebody looks for a bug. */
    COUNTER_AUDIT("counterAudit", "the books of a slab are compared at each refill and push",
            Switch.COUNTER_AUDIT),
    /** Slabs that pin their superslab. */
    PINS("pins", "a slab pins its superslab", Switch.PINS),
    /** Marks of blocks. */
    BLOCK_STATE("blockState", "malloc marks the block, free looks at the mark: finds double and stale frees",
            Switch.BLOCK_STATE),
    /** All that a heap checks by default. */
    CHECKS("checks", "all default checks: blockState and pins", Switch.BLOCK_STATE, Switch.PINS),
    /** Exact frees against ordered ones. */
    FREES("frees", "Frees.EXACT instead of ORDERED", Switch.EXACT_FREES),
    /** Guarded segments, as many as users get who ask for no number. */
    GUARDED("guarded", "one segment in 500,000 has a lifetime of its own", Load.OF_SEGMENTS, 0.01, Switch.GUARDED),
    /** Traces of a sample of blocks. */
    LEAKS("leaks", "one allocation in 1,000 is traced until it is freed, and all are looked up",
            Switch.LEAKS);

    private final String option;
    private final String what;
    private final Set<Switch> switches;
    private final List<Load> loads;
    private final double most;

    Mechanism(String option, String what, Switch... switches) {
        this(option, what, Load.OF_MECHANISMS, Double.POSITIVE_INFINITY, switches);
    }

    Mechanism(String option, String what, List<Load> loads, double most, Switch... switches) {
        this.option = option;
        this.what = what;
        this.switches = Set.of(switches);
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
        return Configuration.DEFAULT.with(switches, false);
    }

    /** What users get, and it, which they may have anyway. */
    Configuration with() {
        return Configuration.DEFAULT.with(switches, true);
    }
}
