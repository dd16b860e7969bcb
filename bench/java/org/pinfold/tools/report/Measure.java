package org.pinfold.tools.report;

import java.util.OptionalDouble;

/** A figure by which Pinfold is compared with its peers; less is better. */
public enum Measure {
    TIME("time") {
        @Override
        OptionalDouble of(AllocatorResult result) {
            return result.time() == null ? OptionalDouble.empty() : OptionalDouble.of(result.time().median());
        }

        /**
         * Round by round, then the median: two allocators' rounds of one turn run right after each other, so a machine
         * whose speed changes from turn to turn changes both sides of a quotient.
         */
        @Override
        public OptionalDouble ratio(AllocatorResult one, AllocatorResult other) {
            if (super.ratio(one, other).isEmpty()) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(TimeResult.medianQuotient(one.time().rounds(), other.time().rounds()));
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
    public OptionalDouble ratio(AllocatorResult one, AllocatorResult other) {
        OptionalDouble numerator = of(one);
        OptionalDouble denominator = of(other);
        if (numerator.isEmpty() || denominator.isEmpty()
                || numerator.getAsDouble() <= 0 || denominator.getAsDouble() <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(numerator.getAsDouble() / denominator.getAsDouble());
    }
}
