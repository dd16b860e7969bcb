package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIL_Result;
import org.openjdk.jcstress.infra.results.IZL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Operations;
import org.pinfold.jcstress.Race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link SpanMap}: claims and returns of runs of units meet in one word. */
@Operations(of = SpanMap.class, changes = {"claim", "claimAt", "giveBack"}, looks = {"getVolatile", "look"})
public final class SpanMapStress {
    private SpanMapStress() {
    }

    /** A map with all units free. */
    @State
    public static class Free {
        final SpanMap map = new SpanMap();

        String end() {
            return Long.toHexString(map.getVolatile());
        }
    }

    /** A map with the upper half free. */
    @State
    public static class HalfFree extends Free {
        public HalfFree() {
            map.claim(32, 1);
        }
    }

    /** A map with nothing free. */
    @State
    public static class Taken extends Free {
        public Taken() {
            map.claim(64, 1);
        }
    }

    @JCStressTest
    @Race(first = "claim", second = "claim")
    @Description("Two claims of half the units each.")
    @Outcome(id = "0, 32, 0", expect = ACCEPTABLE, desc = "the first one has the lower half")
    @Outcome(id = "32, 0, 0", expect = ACCEPTABLE, desc = "the second one has the lower half")
    @Outcome(expect = FORBIDDEN, desc = "runs that overlap, or units lost")
    public static class ClaimClaim {
        @Actor
        public void first(Free s, IIL_Result r) {
            r.r1 = s.map.claim(32, 1);
        }

        @Actor
        public void second(Free s, IIL_Result r) {
            r.r2 = s.map.claim(32, 1);
        }

        @Arbiter
        public void end(Free s, IIL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "claimAt", second = "claimAt")
    @Description("Two claims of runs that overlap in one unit.")
    @Outcome(id = "true, false, ffffffffffff0000", expect = ACCEPTABLE, desc = "the first one has its run whole")
    @Outcome(id = "false, true, ffffffff80007fff", expect = ACCEPTABLE, desc = "the second one has its run whole")
    @Outcome(expect = FORBIDDEN, desc = "runs that overlap, or one half claimed")
    public static class ClaimAtClaimAt {
        @Actor
        public void first(Free s, ZZL_Result r) {
            r.r1 = s.map.claimAt(0, 16);
        }

        @Actor
        public void second(Free s, ZZL_Result r) {
            r.r2 = s.map.claimAt(15, 16);
        }

        @Arbiter
        public void end(Free s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "claim", second = "giveBack")
    @Description("A claim meets the return of the lower half, with the upper half free.")
    @Outcome(id = "32, false, ffffffff", expect = ACCEPTABLE,
            desc = "claim before return: the claim has the upper half, not all units were free")
    @Outcome(id = "0, true, ffffffff00000000", expect = ACCEPTABLE,
            desc = "return before claim: all units were free, the claim has the lower half")
    @Outcome(expect = FORBIDDEN, desc = "a unit lost or given out twice")
    public static class ClaimGiveBack {
        @Actor
        public void claimant(HalfFree s, IZL_Result r) {
            r.r1 = s.map.claim(32, 1);
        }

        @Actor
        public void owner(HalfFree s, IZL_Result r) {
            r.r2 = s.map.giveBack(0, 32);
        }

        @Arbiter
        public void end(HalfFree s, IZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "giveBack", second = "giveBack")
    @Description("Both halves come back.")
    @Outcome(id = "false, true, ffffffffffffffff", expect = ACCEPTABLE,
            desc = "the second one is told that all units are free")
    @Outcome(id = "true, false, ffffffffffffffff", expect = ACCEPTABLE,
            desc = "the first one is told that all units are free")
    @Outcome(expect = FORBIDDEN, desc = "a unit lost, or two told or nobody")
    public static class GiveBackGiveBack {
        @Actor
        public void first(Taken s, ZZL_Result r) {
            r.r1 = s.map.giveBack(0, 32);
        }

        @Actor
        public void second(Taken s, ZZL_Result r) {
            r.r2 = s.map.giveBack(32, 32);
        }

        @Arbiter
        public void end(Taken s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "claim", second = "claimAt")
    @InTier(Tier.EVIDENCE)
    @Description("A claim of any half meets a claim of the units in the middle.")
    @Outcome(id = "0, false, ffffffff00000000", expect = ACCEPTABLE, desc = "claim first: it has the lower half")
    @Outcome(id = "-1, true, ffff00000000ffff", expect = ACCEPTABLE,
            desc = "the middle first: no half is left in one run")
    @Outcome(expect = FORBIDDEN, desc = "runs that overlap, or units lost")
    public static class ClaimClaimAt {
        @Actor
        public void anywhere(Free s, IZL_Result r) {
            r.r1 = s.map.claim(32, 1);
        }

        @Actor
        public void there(Free s, IZL_Result r) {
            r.r2 = s.map.claimAt(16, 32);
        }

        @Arbiter
        public void end(Free s, IZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "claimAt", second = "giveBack")
    @InTier(Tier.EVIDENCE)
    @Description("A claim of the units in the middle meets the return of the lower half.")
    @Outcome(id = "true, true, ffff00000000ffff", expect = ACCEPTABLE,
            desc = "return before claim: all units were free for a moment")
    @Outcome(id = "false, true, ffffffffffffffff", expect = ACCEPTABLE,
            desc = "claim before return: half of its units were taken")
    @Outcome(expect = FORBIDDEN, desc = "a unit lost or given out twice")
    public static class ClaimAtGiveBack {
        @Actor
        public void claimant(HalfFree s, ZZL_Result r) {
            r.r1 = s.map.claimAt(16, 32);
        }

        @Actor
        public void owner(HalfFree s, ZZL_Result r) {
            r.r2 = s.map.giveBack(0, 32);
        }

        @Arbiter
        public void end(HalfFree s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }
}
