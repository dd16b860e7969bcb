package org.pinfold.protocol;

import org.junit.jupiter.api.Test;

/** Calls every transition of the pin word and looks at no result: what a mutation canary needs, and no suite runs. */
class PinGuardCalls {
    @Test
    void callsEverything() {
        for (int state = PinGuard.LIVE; state <= PinGuard.RELEASED; state++) {
            long word = PinGuard.pack(1, state, 1);
            PinGuard.nextPin(word, 1);
            PinGuard.nextUnpin(word);
            PinGuard.nextRetire(word, 1);
            PinGuard.nextReopen(word);
        }
    }
}
