package org.pinfold.tools.report;

import java.util.OptionalDouble;

/** A figure by which Pinfold is compared with its peers; less is better. */
public enum Measure {
    TIME("time") {
        @Override
        OptionalDouble of(AllocatorResult result) {
            return result.time() == null ? OptionalDouble.empty() : OptionalDouble.of(result.time().median());
        }
    },
    MEMORY("peak resident") {
        @Override
        OptionalDouble of(AllocatorResult result) {
            return result.memory() == null
                    ? OptionalDouble.empty() : OptionalDouble.of(result.memory().peakTotal());
        }
    };

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    abstract OptionalDouble of(AllocatorResult result);

    /** The figure of {@code one} divided by that of {@code other}; empty unless both were measured as more than 0. */
    OptionalDouble ratio(AllocatorResult one, AllocatorResult other) {
        OptionalDouble numerator = of(one);
        OptionalDouble denominator = of(other);
        if (numerator.isEmpty() || denominator.isEmpty()
                || numerator.getAsDouble() <= 0 || denominator.getAsDouble() <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(numerator.getAsDouble() / denominator.getAsDouble());
    }
}
