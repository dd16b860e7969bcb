package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.IJI_Result;
import org.openjdk.jcstress.infra.results.JJJ_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.PinGuardStress.Live;
import org.pinfold.protocol.PinGuardStress.Pinned;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of looks at a {@link PinGuard}: the word moves on in whole steps, and never back. */
@InTier(Tier.EVIDENCE)
public final class PinGuardLookStress {
    private PinGuardLookStress() {
    }

    @JCStressTest
    @Race(first = "tryPin", second = {"getVolatile", "generation"})
    @Description("An onlooker meets a pin.")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "look before pin")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "pin between the looks")
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "pin before look")
    @Outcome(expect = FORBIDDEN, desc = "a pin seen and then not")
    public static class LookPin {
        @Actor
        public void changer(Live s) {
            s.guard.tryPin(0);
        }

        @Actor
        public void onlooker(Live s, JJJ_Result r) {
            r.r1 = PinGuard.pins(s.guard.getVolatile());
            r.r2 = s.guard.generation();
            r.r3 = PinGuard.pins(s.guard.getVolatile());
        }
    }

    @JCStressTest
    @Race(first = "unpin", second = {"getVolatile", "generation"})
    @Description("An onlooker meets an unpin.")
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "look before unpin")
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "unpin between the looks")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "unpin before look")
    @Outcome(expect = FORBIDDEN, desc = "a pin gone and then seen")
    public static class LookUnpin {
        @Actor
        public void changer(Pinned s) {
            s.guard.unpin();
        }

        @Actor
        public void onlooker(Pinned s, JJJ_Result r) {
            r.r1 = PinGuard.pins(s.guard.getVolatile());
            r.r2 = s.guard.generation();
            r.r3 = PinGuard.pins(s.guard.getVolatile());
        }
    }

    @JCStressTest
    @Race(first = "retire", second = {"getVolatile", "generation"})
    @Description("An onlooker meets the retirement of an unpinned guard.")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "look before retire")
    @Outcome(id = "0, 0, 2", expect = ACCEPTABLE, desc = "retire between the looks")
    @Outcome(id = "2, 0, 2", expect = ACCEPTABLE, desc = "retire before look")
    @Outcome(expect = FORBIDDEN, desc = "LIVE again, or RETIRING without a pin")
    public static class LookRetire {
        @Actor
        public void changer(Live s) {
            s.guard.retire(0);
        }

        @Actor
        public void onlooker(Live s, IJI_Result r) {
            r.r1 = PinGuard.state(s.guard.getVolatile());
            r.r2 = s.guard.generation();
            r.r3 = PinGuard.state(s.guard.getVolatile());
        }
    }
}
