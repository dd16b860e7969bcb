package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Outcome tables of {@link SuperslabRun}: runs that span words are claimed whole or not at all. */
public final class SuperslabRunStress {
    private SuperslabRunStress() {
    }

    @JCStressTest
    @Description("Two claims of which only one fits; both span two words.")
    @Outcome(id = "0, -1, 28", expect = Expect.ACCEPTABLE, desc = "the first one has the lower word first")
    @Outcome(id = "-1, 0, 28", expect = Expect.ACCEPTABLE, desc = "the second one has the lower word first")
    @Outcome(expect = Expect.FORBIDDEN, desc = "runs that overlap, or one half claimed")
    @State
    public static class ClaimClaim {
        private final SuperslabRun run = new SuperslabRun(128);

        @Actor
        public void first(III_Result r) {
            r.r1 = run.claim(100, 1, 0);
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = run.claim(100, 1, 0);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = run.countFree();
        }
    }

    @JCStressTest
    @Description("A claim of two words meets one that can take the upper word from under it.")
    @Outcome(id = "0, -1, 28", expect = Expect.ACCEPTABLE, desc = "the wide claim has both words first")
    @Outcome(id = "-1, 0, 88", expect = Expect.ACCEPTABLE, desc = "the narrow claim has the lower word first")
    @Outcome(id = "-1, 64, 88", expect = Expect.ACCEPTABLE,
            desc = "the narrow claim has the upper word; the wide one rolled its lower word back")
    @Outcome(expect = Expect.FORBIDDEN, desc = "runs that overlap, or superslabs lost in the roll-back")
    @State
    public static class ClaimRollBack {
        private final SuperslabRun run = new SuperslabRun(128);

        @Actor
        public void wide(III_Result r) {
            r.r1 = run.claim(100, 1, 0);
        }

        @Actor
        public void narrow(III_Result r) {
            r.r2 = run.claim(40, 64, 0);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = run.countFree();
        }
    }

    @JCStressTest
    @Description("A claim of everything meets the return of a part.")
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "return before claim")
    @Outcome(id = "-1, 128", expect = Expect.ACCEPTABLE, desc = "claim before return, or while it was half done")
    @Outcome(expect = Expect.FORBIDDEN, desc = "superslabs lost or doubled")
    @State
    public static class ClaimGiveBack {
        private final SuperslabRun run = new SuperslabRun(128);

        public ClaimGiveBack() {
            run.claim(100, 1, 0);
        }

        @Actor
        public void claimant(II_Result r) {
            r.r1 = run.claim(128, 1, 0);
        }

        @Actor
        public void owner() {
            run.giveBack(0, 100);
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = run.countFree();
        }
    }

    @JCStressTest
    @Description("Two runs that share a word come back.")
    @Outcome(id = "128", expect = Expect.ACCEPTABLE, desc = "all superslabs are free")
    @Outcome(expect = Expect.FORBIDDEN, desc = "superslabs lost")
    @State
    public static class GiveBackGiveBack {
        private final SuperslabRun run = new SuperslabRun(128);

        public GiveBackGiveBack() {
            run.claim(128, 1, 0);
        }

        @Actor
        public void first() {
            run.giveBack(0, 100);
        }

        @Actor
        public void second() {
            run.giveBack(100, 28);
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = run.countFree();
        }
    }
}
