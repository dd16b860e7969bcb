package org.pinfold.tools.bench;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FiguresTest {
    private static final double EXACT = 1e-12;

    @Test
    void theEmptyLoopOfTheSameRoundIsSubtracted() {
        Figures figures = new Figures(new Results().results().contenders(), List.of(
                new Sample("r", "empty", 1, 1, 2, 8), new Sample("r", "pinfold", 1, 11, 22, 24),
                new Sample("r", "empty", 2, 3, 4, 8), new Sample("r", "pinfold", 2, 15, 26, 24),
                new Sample("r", "pinfold", 3, 99, 99, 24)));
        assertEquals(List.of(10.0, 12.0), figures.cpuNanos("r", "pinfold"), "round 3 has no empty loop");
        assertEquals(21, figures.wallNanos("r", "pinfold").getAsDouble(), EXACT);
        assertEquals(16, figures.garbageBytes("r", "pinfold").getAsDouble(), EXACT);
        assertEquals(List.of(1.0, 3.0), figures.cpuNanos("r", "empty"), "its own is not");
    }

    @Test
    void aRatioIsTheMedianOfTheRoundsQuotients() {
        Figures figures = new Results().withEmpty(3)
                .with("pair-64", "pinfold", 10, 40, 10).with("pair-64", "glibc", 20, 40, 50).figures();
        assertEquals(0.5, figures.ratio("pair-64", "pinfold", "glibc").getAsDouble(), EXACT);
    }

    @Test
    void thereIsNoRatioWithoutCommonRoundsOrWithALoopThatCostsNothing() {
        Figures figures = new Results().withEmpty(2).with("pair-64", "pinfold", 10, 10)
                .with("pair-64", "glibc", 10, -0.5).figures();
        assertEquals(OptionalDouble.empty(), figures.ratio("pair-64", "pinfold", "glibc"));
        assertEquals(OptionalDouble.empty(), figures.ratio("pair-64", "pinfold", "tcmalloc"));
        assertEquals(OptionalDouble.empty(), figures.ratio("pair-16k", "pinfold", "glibc"));
    }

    @Test
    void theGeometricMean() {
        assertEquals(2, Figures.geometricMean(List.of(1.0, 4.0)).getAsDouble(), EXACT);
        assertTrue(Figures.geometricMean(List.of()).isEmpty());
    }
}
