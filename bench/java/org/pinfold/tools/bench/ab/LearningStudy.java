package org.pinfold.tools.bench.ab;

/** A heap that learns beside one that does not. */
record LearningStudy() implements Study {
    static final String KEPT = "bench/results/learning.json";
    static final String DOCUMENT = "docs/adr/0021-what-a-heap-learns.md";

    @Override
    public String name() {
        return Contrast.LEARNING;
    }

    @Override
    public Plan plan(int pairs, long seed) {
        return Plan.ofLearning(pairs, seed);
    }

    @Override
    public Report measure(AbMeasurement measurement, AbResults none) {
        return new LearningReport(new LearningRun(measurement, none.seed()).run(none::with));
    }

    @Override
    public Publication publication() {
        return Publication.of(name(), KEPT, DOCUMENT);
    }
}
