package org.pinfold.tools.bench.ab;

import java.util.List;

/** What mechanisms and guards cost or save, each under its loads. */
record MechanismStudy(String name, List<Mechanism> mechanisms, Publication publication) implements Study {
    static final String KEPT = "bench/results/guards.json";
    static final String DOCUMENT = "README.md";
    private static final String ALL = "all";

    /** All of them, which a document shows. */
    static MechanismStudy ofAll() {
        return new MechanismStudy(ALL, List.of(Mechanism.values()), Publication.of(ALL, KEPT, DOCUMENT));
    }

    /** One by itself. */
    static MechanismStudy of(Mechanism mechanism) {
        return new MechanismStudy(mechanism.option(), List.of(mechanism), null);
    }

    @Override
    public Plan plan(int pairs, long seed) {
        return Plan.of(pairs, seed);
    }

    /** The controls are of all loads of these mechanisms. */
    @Override
    public Report measure(AbMeasurement measurement, AbResults none) {
        List<Load> loads = mechanisms.stream().flatMap(it -> it.loads().stream()).distinct().toList();
        List<Comparison> controls = measurement.controls(Configuration.DEFAULT, loads);
        return new AbReport(none.with(controls, mechanisms.stream()
                .flatMap(it -> measurement.times(Contrast.of(it), it.loads()).stream()).toList()));
    }
}
