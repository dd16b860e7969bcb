package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.SuperslabRunStress.Free;
import org.pinfold.protocol.SuperslabRunStress.MostTaken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of looks at a {@link SuperslabRun}, which see a run come and go word by word. */
@InTier(Tier.EVIDENCE)
public final class SuperslabRunLookStress {
    private SuperslabRunLookStress() {
    }

    @JCStressTest
    @Race(first = {"claim", "claimAt"}, second = "isFree")
    @Description("An onlooker meets claims of the lower word, then of a part of the upper one.")
    @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "look before the claims")
    @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "lower word claimed after both looks at free ones")
    @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "both words claimed between the looks")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "only the lower word was claimed")
    @Outcome(id = "false, false, false", expect = ACCEPTABLE, desc = "look after the claims")
    @Outcome(expect = FORBIDDEN, desc = "free again, or the upper word first")
    public static class LookClaim {
        @Actor
        public void claimant(Free s) {
            s.run.claim(64, 1, 0);
            s.run.claimAt(64, 36);
        }

        @Actor
        public void onlooker(Free s, ZZZ_Result r) {
            r.r1 = s.run.isFree(0);
            r.r2 = s.run.isFree(99);
            r.r3 = s.run.isFree(0);
        }
    }

    @JCStressTest
    @Race(first = "giveBack", second = "isFree")
    @Description("An onlooker meets a return of two words.")
    @Outcome(id = "false, false, false", expect = ACCEPTABLE, desc = "look before return")
    @Outcome(id = "false, false, true", expect = ACCEPTABLE, desc = "all came back after both looks at taken ones")
    @Outcome(id = "false, true, true", expect = ACCEPTABLE, desc = "both words came back between the looks")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "only the lower word was back")
    @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "look after return")
    @Outcome(expect = FORBIDDEN, desc = "taken again, or the upper word first")
    public static class LookGiveBack {
        @Actor
        public void owner(MostTaken s) {
            s.run.giveBack(0, 100);
        }

        @Actor
        public void onlooker(MostTaken s, ZZZ_Result r) {
            r.r1 = s.run.isFree(99);
            r.r2 = s.run.isFree(0);
            r.r3 = s.run.isFree(99);
        }
    }

    @JCStressTest
    @Race(first = {"claim", "claimAt"}, second = "countFree")
    @Description("A count meets the same claims.")
    @Outcome(id = "128", expect = ACCEPTABLE, desc = "count before the claims")
    @Outcome(id = "64", expect = ACCEPTABLE, desc = "the lower word claimed, the upper one not yet")
    @Outcome(id = "92", expect = ACCEPTABLE,
            desc = "the lower word counted before it was claimed, the upper one afterwards")
    @Outcome(id = "28", expect = ACCEPTABLE, desc = "count after the claims")
    @Outcome(expect = FORBIDDEN, desc = "a count that no moment of either word explains")
    public static class CountClaim {
        @Actor
        public void claimant(Free s) {
            s.run.claim(64, 1, 0);
            s.run.claimAt(64, 36);
        }

        @Actor
        public void onlooker(Free s, I_Result r) {
            r.r1 = s.run.countFree();
        }
    }

    @JCStressTest
    @Race(first = "giveBack", second = "countFree")
    @Description("A count meets the return.")
    @Outcome(id = "28", expect = ACCEPTABLE, desc = "count before return")
    @Outcome(id = "92", expect = ACCEPTABLE, desc = "the lower word back, the upper one not yet")
    @Outcome(id = "64", expect = ACCEPTABLE,
            desc = "the lower word counted before it came back, the upper one afterwards")
    @Outcome(id = "128", expect = ACCEPTABLE, desc = "count after return")
    @Outcome(expect = FORBIDDEN, desc = "a count that no moment of either word explains")
    public static class CountGiveBack {
        @Actor
        public void owner(MostTaken s) {
            s.run.giveBack(0, 100);
        }

        @Actor
        public void onlooker(MostTaken s, I_Result r) {
            r.r1 = s.run.countFree();
        }
    }
}
