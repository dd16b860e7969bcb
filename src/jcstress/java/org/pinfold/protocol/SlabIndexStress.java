package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Outcome tables of {@link SlabIndex}: a candidate is found once, or is there for the next one. */
public final class SlabIndexStress {
    private SlabIndexStress() {
    }

    @JCStressTest
    @Description("Two adopters and one candidate.")
    @Outcome(id = "true, false, false", expect = Expect.ACCEPTABLE, desc = "the first one clears the bit and adopts")
    @Outcome(id = "false, true, false", expect = Expect.ACCEPTABLE, desc = "the second one clears the bit and adopts")
    @Outcome(expect = Expect.FORBIDDEN, desc = "adopted twice, or lost")
    @State
    public static class AdoptAdopt {
        private final SlabWord slab = SlabFixture.free(2, 1);
        private final SlabIndex index = new SlabIndex(0, 2, identity -> identity == 0 ? slab : null);

        public AdoptAdopt() {
            index.announce(0);
        }

        @Actor
        public void first(ZZZ_Result r) {
            r.r1 = index.adopt() != null;
        }

        @Actor
        public void second(ZZZ_Result r) {
            r.r2 = index.adopt() != null;
        }

        @Arbiter
        public void rest(ZZZ_Result r) {
            r.r3 = index.adopt() != null;
        }
    }

    @JCStressTest
    @Description("A slab is announced for the first time while an adopter looks.")
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "announce before adopt")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE,
            desc = "adopt before announce: the bit is there for the next one")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the candidate is lost, or adopted twice")
    @State
    public static class AnnounceAdopt {
        private final SlabWord slab = SlabFixture.free(2, 1);
        private final SlabIndex index = new SlabIndex(0, 2, identity -> identity == 0 ? slab : null);

        @Actor
        public void announcer() {
            index.announce(0);
        }

        @Actor
        public void adopter(ZZ_Result r) {
            r.r1 = index.adopt() != null;
        }

        @Arbiter
        public void rest(ZZ_Result r) {
            r.r2 = index.adopt() != null;
        }
    }

    @JCStressTest
    @Description("A held slab, whose old bit still stands, is let go and announced while an adopter looks.")
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE,
            desc = "the adopter cleared a bit after the slab was LISTED")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE,
            desc = "the adopter cleared the old bit too early: the announcement sets it again")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the slab is LISTED and in no index")
    @State
    public static class ListAdopt {
        private final SlabWord slab = SlabFixture.held(2, 1);
        private final SlabIndex index = new SlabIndex(0, 2, identity -> identity == 0 ? slab : null);

        public ListAdopt() {
            index.announce(0);
        }

        @Actor
        public void holder() {
            if (BatchRefill.unhold(slab) == Duty.LIST) {
                index.announce(0);
            }
        }

        @Actor
        public void adopter(ZZ_Result r) {
            r.r1 = index.adopt() != null;
        }

        @Arbiter
        public void rest(ZZ_Result r) {
            r.r2 = index.adopt() != null;
        }
    }

    @JCStressTest
    @Description("A slab is announced while an adopter clears the summary bit of a word it found empty.")
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the adopter found the bit")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE,
            desc = "the adopter found none; the summary bit stands again for the next one")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the bit stands below a clear summary bit")
    @State
    public static class AnnounceClearSummary {
        private final SlabWord slab = SlabFixture.free(2, 1);
        private final SlabIndex index = new SlabIndex(0, 2, identity -> identity == 0 ? slab : null);

        public AnnounceClearSummary() {
            index.announce(1);
            index.withdraw(1);
        }

        @Actor
        public void announcer() {
            index.announce(0);
        }

        @Actor
        public void adopter(ZZ_Result r) {
            r.r1 = index.adopt() != null;
        }

        @Arbiter
        public void rest(ZZ_Result r) {
            r.r2 = index.adopt() != null;
        }
    }

    @JCStressTest
    @Description("Two first announcements under one leaf, which both have to make.")
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both bits are in the leaf that stayed")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a bit set in a leaf that nobody sees")
    @State
    public static class AnnounceAnnounce {
        private final SlabIndex index = new SlabIndex(0, 2, identity -> null);

        @Actor
        public void first() {
            index.announce(0);
        }

        @Actor
        public void second() {
            index.announce(1);
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = index.candidates();
        }
    }

    @JCStressTest
    @Description("One slab is announced while its neighbour in the same word is withdrawn.")
    @Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "the neighbour is gone, the candidate stays")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a bit lost to the change of its neighbour")
    @State
    public static class AnnounceWithdraw {
        private final SlabWord slab = SlabFixture.free(2, 1);
        private final SlabIndex index = new SlabIndex(0, 2, identity -> identity == 0 ? slab : null);

        public AnnounceWithdraw() {
            index.announce(1);
        }

        @Actor
        public void announcer() {
            index.announce(0);
        }

        @Actor
        public void withdrawer() {
            index.withdraw(1);
        }

        @Arbiter
        public void end(IZ_Result r) {
            r.r1 = index.candidates();
            r.r2 = index.adopt() != null;
        }
    }
}
