package org.pinfold.tools.variants;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one variant takes.
 *
 * @param variant its name
 * @param nanos CPU time for one block, in nanoseconds, of each round in the order in which they ran
 */
public record VariantTimes(String variant, Map<Pass, List<Double>> nanos) {
    public VariantTimes {
        EnumMap<Pass, List<Double>> copy = new EnumMap<>(Pass.class);
        nanos.forEach((pass, rounds) -> copy.put(pass, List.copyOf(rounds)));
        nanos = copy;
    }
}
