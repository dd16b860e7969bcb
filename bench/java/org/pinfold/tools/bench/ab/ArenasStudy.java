package org.pinfold.tools.bench.ab;

import java.util.List;

/** A heap's arenas beside the JDK's. */
record ArenasStudy() implements Study {
    static final String KEPT = "bench/results/arenas.json";
    static final String DOCUMENT = "docs/arenas.md";

    @Override
    public String name() {
        return Contrast.ARENAS;
    }

    @Override
    public Plan plan(int pairs, long seed) {
        return Plan.ofArenas(pairs, seed);
    }

    /** The controls are of the JDK's: what the compiler makes of a heap's differs from group to group. */
    @Override
    public Report measure(AbMeasurement measurement, AbResults none) {
        Contrast arenas = Contrast.ofArenas();
        List<Comparison> controls = measurement.controls(arenas.without(), Load.OF_ARENAS);
        return new ArenasReport(none.with(controls, measurement.times(arenas, Load.OF_ARENAS)));
    }

    @Override
    public Publication publication() {
        return Publication.of(name(), KEPT, DOCUMENT);
    }
}
