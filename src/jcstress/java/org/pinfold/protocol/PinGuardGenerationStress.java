package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.IJI_Result;
import org.openjdk.jcstress.infra.results.LJL_Result;
import org.openjdk.jcstress.infra.results.ZJL_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.PinGuardStress.Released;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link PinGuard} when it is reopened: a generation that is gone stays gone. */
public final class PinGuardGenerationStress {
    private PinGuardGenerationStress() {
    }

    @JCStressTest
    @Race(first = "tryPin", second = "reopen")
    @Description("A pin for generation 0 meets the reopening as generation 1.")
    @Outcome(id = "false, 1, LIVE generation=1 pins=0", expect = ACCEPTABLE,
            desc = "in either order: generation 0 is released, then gone")
    @Outcome(expect = FORBIDDEN, desc = "a stale generation got a pin")
    public static class StalePinReopen {
        @Actor
        public void pinner(Released s, ZJL_Result r) {
            r.r1 = s.guard.tryPin(0);
        }

        @Actor
        public void reopener(Released s, ZJL_Result r) {
            r.r2 = s.guard.reopen();
        }

        @Arbiter
        public void end(Released s, ZJL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "retire", second = "reopen")
    @InTier(Tier.EVIDENCE)
    @Description("A retirement of generation 0 meets the reopening as generation 1.")
    @Outcome(id = "REFUSED, 1, LIVE generation=1 pins=0", expect = ACCEPTABLE,
            desc = "in either order: generation 0 is released, then gone")
    @Outcome(expect = FORBIDDEN, desc = "a stale generation was retired")
    public static class StaleRetireReopen {
        @Actor
        public void retirer(Released s, LJL_Result r) {
            r.r1 = s.guard.retire(0);
        }

        @Actor
        public void reopener(Released s, LJL_Result r) {
            r.r2 = s.guard.reopen();
        }

        @Arbiter
        public void end(Released s, LJL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "reopen", second = {"getVolatile", "generation"})
    @InTier(Tier.EVIDENCE)
    @Description("An onlooker meets the reopening.")
    @Outcome(id = "2, 0, 2", expect = ACCEPTABLE, desc = "look before reopen")
    @Outcome(id = "2, 0, 0", expect = ACCEPTABLE, desc = "reopen after the look at the generation")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "reopen before the look at the generation")
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "reopen before look")
    @Outcome(expect = FORBIDDEN, desc = "the new generation without its state, or the other way round")
    public static class LookReopen {
        @Actor
        public void changer(Released s) {
            s.guard.reopen();
        }

        @Actor
        public void onlooker(Released s, IJI_Result r) {
            r.r1 = PinGuard.state(s.guard.getVolatile());
            r.r2 = s.guard.generation();
            r.r3 = PinGuard.state(s.guard.getVolatile());
        }
    }
}
