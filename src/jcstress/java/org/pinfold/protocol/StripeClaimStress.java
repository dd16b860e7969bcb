package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.pinfold.jcstress.Operations;
import org.pinfold.jcstress.Race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link StripeClaim}: one claimant at a time, and each sees what the one before it wrote. */
@Operations(of = StripeClaim.class, changes = {"tryClaim", "release"})
public final class StripeClaimStress {
    private StripeClaimStress() {
    }

    /** A stripe that nobody has. */
    @State
    public static class Free {
        final StripeClaim stripe = new StripeClaim();

        /** Whether nobody has the stripe, which is found out by a third thread's claim. */
        boolean isFree() {
            return stripe.tryClaim(3);
        }
    }

    /** A stripe that thread 1 has. */
    @State
    public static class Claimed extends Free {
        public Claimed() {
            stripe.tryClaim(1);
        }
    }

    /** A stripe that thread 1 has had. */
    @State
    public static class Released extends Claimed {
        public Released() {
            stripe.release(1);
        }
    }

    @JCStressTest
    @Race(first = "tryClaim", second = "tryClaim")
    @Description("Two claims of a free stripe.")
    @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "the first one has it")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "the second one has it")
    @Outcome(expect = FORBIDDEN, desc = "both have it, or nobody")
    public static class ClaimClaim {
        @Actor
        public void first(Free s, ZZZ_Result r) {
            r.r1 = s.stripe.tryClaim(1);
        }

        @Actor
        public void second(Free s, ZZZ_Result r) {
            r.r2 = s.stripe.tryClaim(2);
        }

        @Arbiter
        public void end(Free s, ZZZ_Result r) {
            r.r3 = s.isFree();
        }
    }

    @JCStressTest
    @Race(first = "release", second = "tryClaim")
    @Description("Plain use and release by the claimant meet the claim and plain use of the next one.")
    @Outcome(id = "0, 1, false", expect = ACCEPTABLE,
            desc = "claim after release: the next one sees what was written, and is not seen itself")
    @Outcome(id = "0, -1, true", expect = ACCEPTABLE, desc = "claim before release: refused")
    @Outcome(expect = FORBIDDEN, desc = "use was not ordered before release and claim, or the release was lost")
    @State
    public static class ReleaseClaim extends Claimed {
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
            r.r3 = isFree();
        }
    }

    @JCStressTest
    @Race(first = {"tryClaim", "release"}, second = {"tryClaim", "release"})
    @Description("Two threads claim, count in plain memory, and release.")
    @Outcome(id = "true, true, 2", expect = ACCEPTABLE, desc = "one after the other: both are counted")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the second one went elsewhere")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "the first one went elsewhere")
    @Outcome(expect = FORBIDDEN, desc = "two claimants at once, or a count that the next one did not see")
    @State
    public static class UseUse extends Free {
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
    @Race(first = "release", second = "release")
    @Description("The claimant's release meets a release by another thread.")
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "in either order: the claimant's alone counts")
    @Outcome(expect = FORBIDDEN, desc = "released by another thread, or not at all")
    public static class ReleaseForeignRelease {
        @Actor
        public void claimant(Claimed s, ZZZ_Result r) {
            r.r1 = s.stripe.release(1);
        }

        @Actor
        public void other(Claimed s, ZZZ_Result r) {
            r.r2 = s.stripe.release(2);
        }

        @Arbiter
        public void end(Claimed s, ZZZ_Result r) {
            r.r3 = s.isFree();
        }
    }

    @JCStressTest
    @Race(first = "release", second = "tryClaim")
    @Description("A second release meets the claim of the next thread.")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "in either order: the claim stands")
    @Outcome(expect = FORBIDDEN, desc = "released twice, or taken from the next claimant")
    public static class SecondReleaseClaim {
        @Actor
        public void releaser(Released s, ZZZ_Result r) {
            r.r1 = s.stripe.release(1);
        }

        @Actor
        public void claimant(Released s, ZZZ_Result r) {
            r.r2 = s.stripe.tryClaim(2);
        }

        @Arbiter
        public void end(Released s, ZZZ_Result r) {
            r.r3 = s.isFree();
        }
    }
}
