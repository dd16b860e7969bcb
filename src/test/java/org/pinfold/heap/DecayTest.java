package org.pinfold.heap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How long free memory rests, by what became of that which went back. */
class DecayTest {
    private static final long SHORTEST = 100;

    @ParameterizedTest
    @CsvSource({
        "100, 15, 15, 100", "100, 16, 8, 200", "200, 16, 16, 400", "400, 16, 16, 400", "400, 64, 7, 200",
        "200, 64, 0, 100", "100, 64, 0, 100", "200, 64, 8, 200", "200, 64, 31, 200", "400, 0, 0, 400"
    })
    void whatIsWantedAgainRestsLonger(long nanos, int givenBack, int wantedAgain, long next) {
        assertEquals(next, Decay.next(nanos, SHORTEST, givenBack, wantedAgain));
    }

    @Test
    void aDelayThatNeverEndsStaysSo() {
        assertEquals(Upkeep.NEVER, Decay.next(Upkeep.NEVER, Upkeep.NEVER, 64, 64));
    }

    @Test
    void superslabsAddUpFromPassToPass() {
        Decay decay = new Decay(SHORTEST);
        decay.saw(8, 8);
        decay.saw(8, 0);
        assertTrue(decay.learn());
        assertEquals(2 * SHORTEST, decay.nanos());
        assertFalse(decay.learn(), "nothing went back since");
        decay.saw(64, 0);
        assertTrue(decay.learn());
        assertEquals(SHORTEST, decay.nanos());
    }
}
