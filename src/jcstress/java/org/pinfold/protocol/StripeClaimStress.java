package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Outcome tables of {@link StripeClaim}: one claimant at a time, and each sees what the one before it wrote. */
public final class StripeClaimStress {
    private StripeClaimStress() {
    }

    private static StripeClaim stripe(long claimant) {
        StripeClaim stripe = new StripeClaim();
        stripe.tryClaim(claimant);
        return stripe;
    }

    /** Whether nobody has the stripe, which is found out by a third thread's claim. */
    private static boolean isFree(StripeClaim stripe) {
        return stripe.tryClaim(3);
    }

    @JCStressTest
    @Description("Two claims of a free stripe.")
    @Outcome(id = "true, false, false", expect = Expect.ACCEPTABLE, desc = "the first one has it")
    @Outcome(id = "false, true, false", expect = Expect.ACCEPTABLE, desc = "the second one has it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both have it, or nobody")
    @State
    public static class ClaimClaim {
        private final StripeClaim stripe = new StripeClaim();

        @Actor
        public void first(ZZZ_Result r) {
            r.r1 = stripe.tryClaim(1);
        }

        @Actor
        public void second(ZZZ_Result r) {
            r.r2 = stripe.tryClaim(2);
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            r.r3 = isFree(stripe);
        }
    }

    @JCStressTest
    @Description("Plain use and release by the claimant meet the claim and plain use of the next one.")
    @Outcome(id = "0, 1, false", expect = Expect.ACCEPTABLE,
            desc = "claim after release: the next one sees what was written, and is not seen itself")
    @Outcome(id = "0, -1, true", expect = Expect.ACCEPTABLE, desc = "claim before release: refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "use was not ordered before release and claim, or the release was lost")
    @State
    public static class ReleaseClaim {
        private final StripeClaim stripe = stripe(1);
        // Plain: setRelease orders both accesses of the claimant before its release, and the claim those after it.
        private int payload;

        @Actor
        public void claimant(IIZ_Result r) {
            r.r1 = payload;
            payload = 1;
            stripe.release(1);
        }

        @Actor
        public void next(IIZ_Result r) {
            if (!stripe.tryClaim(2)) {
                r.r2 = -1;
                return;
            }
            r.r2 = payload;
            payload = 2;
        }

        @Arbiter
        public void end(IIZ_Result r) {
            r.r3 = isFree(stripe);
        }
    }

    @JCStressTest
    @Description("Two threads claim, count in plain memory, and release.")
    @Outcome(id = "true, true, 2", expect = Expect.ACCEPTABLE, desc = "one after the other: both are counted")
    @Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "the second one went elsewhere")
    @Outcome(id = "false, true, 1", expect = Expect.ACCEPTABLE, desc = "the first one went elsewhere")
    @Outcome(expect = Expect.FORBIDDEN, desc = "two claimants at once, or a count that the next one did not see")
    @State
    public static class UseUse {
        private final StripeClaim stripe = new StripeClaim();
        private int count;

        private boolean use(long thread) {
            if (!stripe.tryClaim(thread)) {
                return false;
            }
            count++;
            return stripe.release(thread);
        }

        @Actor
        public void first(ZZI_Result r) {
            r.r1 = use(1);
        }

        @Actor
        public void second(ZZI_Result r) {
            r.r2 = use(2);
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r3 = count;
        }
    }

    @JCStressTest
    @Description("The claimant's release meets a release by another thread.")
    @Outcome(id = "true, false, true", expect = Expect.ACCEPTABLE,
            desc = "in either order: the claimant's alone counts")
    @Outcome(expect = Expect.FORBIDDEN, desc = "released by another thread, or not at all")
    @State
    public static class ReleaseForeignRelease {
        private final StripeClaim stripe = stripe(1);

        @Actor
        public void claimant(ZZZ_Result r) {
            r.r1 = stripe.release(1);
        }

        @Actor
        public void other(ZZZ_Result r) {
            r.r2 = stripe.release(2);
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            r.r3 = isFree(stripe);
        }
    }

    @JCStressTest
    @Description("A second release meets the claim of the next thread.")
    @Outcome(id = "false, true, false", expect = Expect.ACCEPTABLE, desc = "in either order: the claim stands")
    @Outcome(expect = Expect.FORBIDDEN, desc = "released twice, or taken from the next claimant")
    @State
    public static class SecondReleaseClaim {
        private final StripeClaim stripe = stripe(1);

        public SecondReleaseClaim() {
            stripe.release(1);
        }

        @Actor
        public void releaser(ZZZ_Result r) {
            r.r1 = stripe.release(1);
        }

        @Actor
        public void claimant(ZZZ_Result r) {
            r.r2 = stripe.tryClaim(2);
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            r.r3 = isFree(stripe);
        }
    }
}
