package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIL_Result;
import org.openjdk.jcstress.infra.results.IZL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** Outcome tables of {@link SpanMap}: claims and returns of runs of units meet in one word. */
public final class SpanMapStress {
    private SpanMapStress() {
    }

    @JCStressTest
    @Description("Two claims of half the units each.")
    @Outcome(id = "0, 32, 0", expect = Expect.ACCEPTABLE, desc = "the first one has the lower half")
    @Outcome(id = "32, 0, 0", expect = Expect.ACCEPTABLE, desc = "the second one has the lower half")
    @Outcome(expect = Expect.FORBIDDEN, desc = "runs that overlap, or units lost")
    @State
    public static class ClaimClaim {
        private final SpanMap map = new SpanMap();

        @Actor
        public void first(IIL_Result r) {
            r.r1 = map.claim(32, 1);
        }

        @Actor
        public void second(IIL_Result r) {
            r.r2 = map.claim(32, 1);
        }

        @Arbiter
        public void end(IIL_Result r) {
            r.r3 = Long.toHexString(map.getVolatile());
        }
    }

    @JCStressTest
    @Description("Two claims of runs that overlap in one unit.")
    @Outcome(id = "true, false, ffffffffffff0000", expect = Expect.ACCEPTABLE, desc = "the first one has its run whole")
    @Outcome(id = "false, true, ffffffff80007fff", expect = Expect.ACCEPTABLE,
            desc = "the second one has its run whole")
    @Outcome(expect = Expect.FORBIDDEN, desc = "runs that overlap, or one half claimed")
    @State
    public static class ClaimAtClaimAt {
        private final SpanMap map = new SpanMap();

        @Actor
        public void first(ZZL_Result r) {
            r.r1 = map.claimAt(0, 16);
        }

        @Actor
        public void second(ZZL_Result r) {
            r.r2 = map.claimAt(15, 16);
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = Long.toHexString(map.getVolatile());
        }
    }

    @JCStressTest
    @Description("A claim meets the return of the lower half, with the upper half free.")
    @Outcome(id = "32, false, ffffffff", expect = Expect.ACCEPTABLE,
            desc = "claim before return: the claim has the upper half, not all units were free")
    @Outcome(id = "0, true, ffffffff00000000", expect = Expect.ACCEPTABLE,
            desc = "return before claim: all units were free, the claim has the lower half")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a unit lost or given out twice")
    @State
    public static class ClaimGiveBack {
        private final SpanMap map = new SpanMap();

        public ClaimGiveBack() {
            map.claim(32, 1);
        }

        @Actor
        public void claimant(IZL_Result r) {
            r.r1 = map.claim(32, 1);
        }

        @Actor
        public void owner(IZL_Result r) {
            r.r2 = map.giveBack(0, 32);
        }

        @Arbiter
        public void end(IZL_Result r) {
            r.r3 = Long.toHexString(map.getVolatile());
        }
    }

    @JCStressTest
    @Description("Both halves come back.")
    @Outcome(id = "false, true, ffffffffffffffff", expect = Expect.ACCEPTABLE,
            desc = "the second one is told that all units are free")
    @Outcome(id = "true, false, ffffffffffffffff", expect = Expect.ACCEPTABLE,
            desc = "the first one is told that all units are free")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a unit lost, or two told or nobody")
    @State
    public static class GiveBackGiveBack {
        private final SpanMap map = new SpanMap();

        public GiveBackGiveBack() {
            map.claim(64, 1);
        }

        @Actor
        public void first(ZZL_Result r) {
            r.r1 = map.giveBack(0, 32);
        }

        @Actor
        public void second(ZZL_Result r) {
            r.r2 = map.giveBack(32, 32);
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = Long.toHexString(map.getVolatile());
        }
    }
}
