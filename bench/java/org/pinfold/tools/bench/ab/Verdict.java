package org.pinfold.tools.bench.ab;

import java.util.Locale;

/**
 * What an interval of quotients says. There is a difference only if all of the interval lies on one side of 1, and
 * outside of what was seen where nothing differs.
 *
 * @param least by how much at least, as a part of the time without it; 0 if no difference is seen
 * @param most by how much at most
 */
record Verdict(Kind kind, double least, double most) {
    /** Which way. */
    enum Kind {
        COSTS, SAVES, NOT_SEEN
    }

    /** Of a contrast's quotient and its control's. */
    static Verdict of(Interval quotient, Interval noise) {
        if (quotient.low() > Math.max(1, noise.high())) {
            return new Verdict(Kind.COSTS, quotient.low() - 1, quotient.high() - 1);
        }
        if (quotient.high() < Math.min(1, noise.low())) {
            return new Verdict(Kind.SAVES, 1 - quotient.high(), 1 - quotient.low());
        }
        return new Verdict(Kind.NOT_SEEN, 0, 0);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case COSTS -> "costs " + range();
            case SAVES -> "saves " + range();
            case NOT_SEEN -> "no difference to be seen";
        };
    }

    private String range() {
        String low = percent(least);
        String high = percent(most);
        return (low.equals(high) ? low : low + " to " + high) + " %";
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f", 100 * part);
    }
}
