package org.pinfold.tools.threads;

import org.junit.jupiter.api.Test;
import org.pinfold.tools.threads.Costs.Cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The ratio that is required, from rounds whose figures are known. */
class CostsTest {
    private final Costs costs = new Costs();

    private void round(double platform, double virtual, double virtualLoop) {
        costs.add(Crew.PLATFORM, new Cost(platform + 2, 2));
        costs.add(Crew.VIRTUAL, new Cost(virtual + virtualLoop, virtualLoop));
    }

    @Test
    void theRatioIsTheMedianOfTheRoundsQuotientsNetOfTheLoop() {
        round(10, 20, 100);
        round(40, 160, 5);
        round(10, 30, 7);
        assertEquals(3.0, costs.ratio(Crew.VIRTUAL), 1e-9);
        assertEquals(1.0, costs.ratio(Crew.PLATFORM), 1e-9);
        String row = costs.table().lines().filter(line -> line.contains(Crew.VIRTUAL.label())).findFirst().orElse("");
        assertTrue(row.matches(".* 30\\.00 +20\\.00 +160\\.00 +7\\.00 +3\\.00"), row);
    }

    @Test
    void whatIsTooSmallToBeSeenIsNoRatio() {
        round(10, 20, 1);
        round(0, 20, 1);
        round(10, -1, 1);
        assertTrue(Double.isNaN(costs.ratio(Crew.VIRTUAL)));
        assertTrue(costs.table().contains("not seen"));
    }

    @Test
    void oneRoundThatIsTooSmallDoesNotSpoilTheOthers() {
        round(10, 20, 1);
        round(0, 20, 1);
        round(10, 30, 1);
        assertEquals(3.0, costs.ratio(Crew.VIRTUAL), 1e-9);
    }
}
