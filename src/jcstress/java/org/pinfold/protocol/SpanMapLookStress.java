package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.LIL_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.SpanMapStress.Free;
import org.pinfold.protocol.SpanMapStress.HalfFree;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of looks at a {@link SpanMap}: a run comes and goes whole. */
@InTier(Tier.EVIDENCE)
public final class SpanMapLookStress {
    private SpanMapLookStress() {
    }

    @JCStressTest
    @Race(first = "claim", second = {"getVolatile", "look"})
    @Description("An onlooker meets a claim.")
    @Outcome(id = "ffffffffffffffff, 0, ffffffffffffffff", expect = ACCEPTABLE, desc = "look before claim")
    @Outcome(id = "ffffffffffffffff, 0, ffffffff00000000", expect = ACCEPTABLE, desc = "claim after the look for a run")
    @Outcome(id = "ffffffffffffffff, 32, ffffffff00000000", expect = ACCEPTABLE,
            desc = "claim before the look for a run")
    @Outcome(id = "ffffffff00000000, 32, ffffffff00000000", expect = ACCEPTABLE, desc = "claim before look")
    @Outcome(expect = FORBIDDEN, desc = "a run half claimed, or free again")
    public static class LookClaim {
        @Actor
        public void changer(Free s) {
            s.map.claim(32, 1);
        }

        @Actor
        public void onlooker(Free s, LIL_Result r) {
            r.r1 = s.end();
            r.r2 = s.map.look(32, 1);
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "claimAt", second = {"getVolatile", "look"})
    @Description("An onlooker meets a claim of one run.")
    @Outcome(id = "ffffffffffffffff, 0, ffffffffffffffff", expect = ACCEPTABLE, desc = "look before claim")
    @Outcome(id = "ffffffffffffffff, 0, ffffffff00000000", expect = ACCEPTABLE, desc = "claim after the look for a run")
    @Outcome(id = "ffffffffffffffff, 32, ffffffff00000000", expect = ACCEPTABLE,
            desc = "claim before the look for a run")
    @Outcome(id = "ffffffff00000000, 32, ffffffff00000000", expect = ACCEPTABLE, desc = "claim before look")
    @Outcome(expect = FORBIDDEN, desc = "a run half claimed, or free again")
    public static class LookClaimAt {
        @Actor
        public void changer(Free s) {
            s.map.claimAt(0, 32);
        }

        @Actor
        public void onlooker(Free s, LIL_Result r) {
            r.r1 = s.end();
            r.r2 = s.map.look(32, 1);
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "giveBack", second = {"getVolatile", "look"})
    @Description("An onlooker meets a return.")
    @Outcome(id = "ffffffff00000000, 32, ffffffff00000000", expect = ACCEPTABLE, desc = "look before return")
    @Outcome(id = "ffffffff00000000, 32, ffffffffffffffff", expect = ACCEPTABLE,
            desc = "return after the look for a run")
    @Outcome(id = "ffffffff00000000, 0, ffffffffffffffff", expect = ACCEPTABLE,
            desc = "return before the look for a run")
    @Outcome(id = "ffffffffffffffff, 0, ffffffffffffffff", expect = ACCEPTABLE, desc = "return before look")
    @Outcome(expect = FORBIDDEN, desc = "a run half returned, or taken again")
    public static class LookGiveBack {
        @Actor
        public void changer(HalfFree s) {
            s.map.giveBack(0, 32);
        }

        @Actor
        public void onlooker(HalfFree s, LIL_Result r) {
            r.r1 = s.end();
            r.r2 = s.map.look(32, 1);
            r.r3 = s.end();
        }
    }
}
