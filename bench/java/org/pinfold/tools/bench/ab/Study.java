package org.pinfold.tools.bench.ab;

/** What {@code pinfold bench --ab} can be asked for: what is compared, how much is measured, and who is told. */
sealed interface Study permits MechanismStudy, LearningStudy, ArenasStudy {
    /** On the command line. */
    String name();

    /**
     * How much is measured.
     *
     * @param pairs how many pairs of windows a comparison has at least
     */
    Plan plan(int pairs, long seed);

    /**
     * Measures, and tells.
     *
     * @param none the run, which has no results yet
     */
    Report measure(AbMeasurement measurement, AbResults none);

    /** Where its results can be kept; null if no document shows them. */
    Publication publication();
}
