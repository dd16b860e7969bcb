package org.pinfold.jcstress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** A guard that is broken on purpose: each run of the tables must show its forbidden outcome, or it shows nothing. */
public final class CanaryStress {
    private CanaryStress() {
    }

    @JCStressTest
    @Description("CANARY: a pin that looks first and counts afterwards meets the retirement.")
    @Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "pin before retire: the release waits")
    @Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE, desc = "retire before pin: the pin is refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "released while pinned: this has to be seen")
    @State
    public static class LookThenCount {
        private volatile boolean retired;
        private volatile int pins;

        @Actor
        public void pinner(ZZI_Result r) {
            if (!retired) {
                pins = 1;
                r.r1 = true;
            }
        }

        @Actor
        public void retirer(ZZI_Result r) {
            if (pins == 0) {
                retired = true;
                r.r2 = true;
            }
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r3 = pins;
        }
    }
}
