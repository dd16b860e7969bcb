package org.pinfold.tools.bench.ab;

import java.util.ArrayList;
import java.util.List;

/** Measures a heap's arenas beside the JDK's. */
final class ArenasRun {
    private final AbMeasurement measurement;

    ArenasRun(AbMeasurement measurement) {
        this.measurement = measurement;
    }

    /** All of it, put into {@code none}, which has no results yet. */
    AbResults run(AbResults none) {
        List<Comparison> controls = new ArrayList<>();
        // The JDK's: what the compiler makes of a heap's differs from group to group.
        controls.addAll(measurement.times(Contrast.ofArenas().equal(), Load.OF_ARENAS));
        controls.addAll(measurement.times(Contrast.ofArenas().slow(), Load.OF_ARENAS));
        return none.with(controls, measurement.times(Contrast.ofArenas(), Load.OF_ARENAS));
    }
}
