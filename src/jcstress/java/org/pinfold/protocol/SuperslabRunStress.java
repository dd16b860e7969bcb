package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZI_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Operations;
import org.pinfold.jcstress.Race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link SuperslabRun}: runs that span words are claimed whole or not at all. */
@Operations(of = SuperslabRun.class, changes = {"claim", "claimAt", "giveBack"}, looks = {"isFree", "countFree"})
public final class SuperslabRunStress {
    private SuperslabRunStress() {
    }

    /** 128 superslabs, all free. */
    @State
    public static class Free {
        final SuperslabRun run = new SuperslabRun(128);
    }

    /** The same with the first 100 taken. */
    @State
    public static class MostTaken extends Free {
        public MostTaken() {
            run.claim(100, 1, 0);
        }
    }

    /** The same with all of them taken. */
    @State
    public static class Taken extends Free {
        public Taken() {
            run.claim(128, 1, 0);
        }
    }

    @JCStressTest
    @Race(first = "claim", second = "claim")
    @Description("Two claims of which only one fits; both span two words.")
    @Outcome(id = "0, -1, 28", expect = ACCEPTABLE, desc = "the first one has the lower word first")
    @Outcome(id = "-1, 0, 28", expect = ACCEPTABLE, desc = "the second one has the lower word first")
    @Outcome(expect = FORBIDDEN, desc = "runs that overlap, or one half claimed")
    public static class ClaimClaim {
        @Actor
        public void first(Free s, III_Result r) {
            r.r1 = s.run.claim(100, 1, 0);
        }

        @Actor
        public void second(Free s, III_Result r) {
            r.r2 = s.run.claim(100, 1, 0);
        }

        @Arbiter
        public void end(Free s, III_Result r) {
            r.r3 = s.run.countFree();
        }
    }

    @JCStressTest
    @Race(first = "claim", second = "claim")
    @Description("A claim of two words meets one that can take the upper word from under it.")
    @Outcome(id = "0, -1, 28", expect = ACCEPTABLE, desc = "the wide claim has both words first")
    @Outcome(id = "-1, 0, 88", expect = ACCEPTABLE, desc = "the narrow claim has the lower word first")
    @Outcome(id = "-1, 64, 88", expect = ACCEPTABLE,
            desc = "the narrow claim has the upper word; the wide one rolled its lower word back")
    @Outcome(expect = FORBIDDEN, desc = "runs that overlap, or superslabs lost in the roll-back")
    public static class ClaimRollBack {
        @Actor
        public void wide(Free s, III_Result r) {
            r.r1 = s.run.claim(100, 1, 0);
        }

        @Actor
        public void narrow(Free s, III_Result r) {
            r.r2 = s.run.claim(40, 64, 0);
        }

        @Arbiter
        public void end(Free s, III_Result r) {
            r.r3 = s.run.countFree();
        }
    }

    @JCStressTest
    @Race(first = "claim", second = "giveBack")
    @Description("A claim of everything meets the return of a part.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "return before claim")
    @Outcome(id = "-1, 128", expect = ACCEPTABLE, desc = "claim before return, or while it was half done")
    @Outcome(expect = FORBIDDEN, desc = "superslabs lost or doubled")
    public static class ClaimGiveBack {
        @Actor
        public void claimant(MostTaken s, II_Result r) {
            r.r1 = s.run.claim(128, 1, 0);
        }

        @Actor
        public void owner(MostTaken s) {
            s.run.giveBack(0, 100);
        }

        @Arbiter
        public void end(MostTaken s, II_Result r) {
            r.r2 = s.run.countFree();
        }
    }

    @JCStressTest
    @Race(first = "giveBack", second = "giveBack")
    @Description("Two runs that share a word come back.")
    @Outcome(id = "128", expect = ACCEPTABLE, desc = "all superslabs are free")
    @Outcome(expect = FORBIDDEN, desc = "superslabs lost")
    public static class GiveBackGiveBack {
        @Actor
        public void first(Taken s) {
            s.run.giveBack(0, 100);
        }

        @Actor
        public void second(Taken s) {
            s.run.giveBack(100, 28);
        }

        @Arbiter
        public void end(Taken s, I_Result r) {
            r.r1 = s.run.countFree();
        }
    }

    @JCStressTest
    @Race(first = "claim", second = "claimAt")
    @InTier(Tier.EVIDENCE)
    @Description("A claim of any run meets a claim of superslabs in the middle; both span two words.")
    @Outcome(id = "0, false, 28", expect = ACCEPTABLE, desc = "the long run has the lower word first")
    @Outcome(id = "-1, true, 120", expect = ACCEPTABLE, desc = "the middle first: the rest is not long enough")
    @Outcome(expect = FORBIDDEN, desc = "runs that overlap, or superslabs lost")
    public static class ClaimClaimAt {
        @Actor
        public void anywhere(Free s, IZI_Result r) {
            r.r1 = s.run.claim(100, 1, 0);
        }

        @Actor
        public void there(Free s, IZI_Result r) {
            r.r2 = s.run.claimAt(60, 8);
        }

        @Arbiter
        public void end(Free s, IZI_Result r) {
            r.r3 = s.run.countFree();
        }
    }

    @JCStressTest
    @Race(first = "claimAt", second = "claimAt")
    @InTier(Tier.EVIDENCE)
    @Description("A claim of one run in two words meets a claim in the upper word.")
    @Outcome(id = "true, false, 28", expect = ACCEPTABLE, desc = "the wide one has the upper word first")
    @Outcome(id = "false, true, 88", expect = ACCEPTABLE,
            desc = "the narrow one has it; the wide one took its lower word for nothing, or rolled it back")
    @Outcome(expect = FORBIDDEN, desc = "runs that overlap, or superslabs lost in the roll-back")
    public static class ClaimAtClaimAt {
        @Actor
        public void wide(Free s, ZZI_Result r) {
            r.r1 = s.run.claimAt(0, 100);
        }

        @Actor
        public void narrow(Free s, ZZI_Result r) {
            r.r2 = s.run.claimAt(64, 40);
        }

        @Arbiter
        public void end(Free s, ZZI_Result r) {
            r.r3 = s.run.countFree();
        }
    }

    @JCStressTest
    @Race(first = "claimAt", second = "giveBack")
    @InTier(Tier.EVIDENCE)
    @Description("A claim of the upper half meets the return of a run that reaches into it.")
    @Outcome(id = "true, 64", expect = ACCEPTABLE, desc = "return before claim, as far as the upper word goes")
    @Outcome(id = "false, 128", expect = ACCEPTABLE, desc = "claim before return")
    @Outcome(expect = FORBIDDEN, desc = "superslabs lost or doubled")
    public static class ClaimAtGiveBack {
        @Actor
        public void claimant(MostTaken s, ZI_Result r) {
            r.r1 = s.run.claimAt(64, 64);
        }

        @Actor
        public void owner(MostTaken s) {
            s.run.giveBack(0, 100);
        }

        @Arbiter
        public void end(MostTaken s, ZI_Result r) {
            r.r2 = s.run.countFree();
        }
    }
}
