package org.pinfold.tools.bench.ab;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class VerdictTest {
    private static final Interval NOISE = new Interval(0.98, 1.0, 1.02);
    private static final String NONE = "no difference to be seen";

    @Test
    void anIntervalClearOfOneIsADifference() {
        assertEquals("costs 4 to 9 %", verdict(1.04, 1.09, NOISE));
        assertEquals("saves 10 to 30 %", verdict(0.7, 0.9, NOISE));
        assertEquals("costs 10 %", verdict(1.096, 1.104, NOISE));
    }

    @Test
    void anIntervalWithOneInItIsNone() {
        assertEquals(NONE, verdict(0.999, 1.3, NOISE));
        assertEquals(NONE, verdict(0.5, 1.001, NOISE));
    }

    @Test
    void neitherIsOneThatNothingGivesAsWell() {
        assertEquals(NONE, verdict(1.01, 1.05, NOISE));
        assertEquals(NONE, verdict(0.9, 0.985, NOISE));
    }

    @Test
    void noiseOnOneSideOfOneHidesNothingOnTheOther() {
        assertEquals("saves 1 to 2 %", verdict(0.98, 0.99, new Interval(1.03, 1.04, 1.05)));
        assertEquals("costs 1 to 2 %", verdict(1.01, 1.02, new Interval(0.95, 0.96, 0.97)));
    }

    private static String verdict(double low, double high, Interval noise) {
        return Verdict.of(new Interval(low, (low + high) / 2, high), noise).toString();
    }
}
