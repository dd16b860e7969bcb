package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.pinfold.jcstress.Operations;
import org.pinfold.jcstress.Race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link SlabIndex}: a candidate is found once, or is there for the next one. */
@Operations(of = SlabIndex.class, changes = {"reserve", "announce", "withdraw", "adopt"},
        looks = {"isAnnounced", "candidates"})
public final class SlabIndexStress {
    private SlabIndexStress() {
    }

    /** An index of two identities, of which 0 is that of a slab, and no candidate yet. */
    abstract static class Indexed {
        final SlabWord slab;
        final SlabIndex index;

        Indexed(SlabWord slab) {
            this.slab = slab;
            this.index = new SlabIndex(0, 2, identity -> identity == 0 ? slab : null);
        }

        boolean adopt() {
            return index.adopt() != null;
        }
    }

    /** The slab is LISTED, and not announced yet. */
    @State
    public static class Listed extends Indexed {
        public Listed() {
            super(SlabFixture.free(2, 1));
        }
    }

    /** The slab is LISTED and announced. */
    @State
    public static class Announced extends Listed {
        public Announced() {
            index.announce(0);
        }
    }

    /** The slab is DEAD, and its bit still stands. */
    @State
    public static class Dead extends Indexed {
        public Dead() {
            super(SlabFixture.free(2, 1, 0));
            index.announce(0);
        }
    }

    @JCStressTest
    @Race(first = "adopt", second = "adopt")
    @Description("Two adopters and one candidate.")
    @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "the first one clears the bit and adopts")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "the second one clears the bit and adopts")
    @Outcome(expect = FORBIDDEN, desc = "adopted twice, or lost")
    public static class AdoptAdopt {
        @Actor
        public void first(Announced s, ZZZ_Result r) {
            r.r1 = s.adopt();
        }

        @Actor
        public void second(Announced s, ZZZ_Result r) {
            r.r2 = s.adopt();
        }

        @Arbiter
        public void rest(Announced s, ZZZ_Result r) {
            r.r3 = s.adopt();
        }
    }

    @JCStressTest
    @Race(first = "announce", second = "adopt")
    @Description("A slab is announced for the first time while an adopter looks.")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "announce before adopt")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "adopt before announce: the bit is there for the next one")
    @Outcome(expect = FORBIDDEN, desc = "the candidate is lost, or adopted twice")
    public static class AnnounceAdopt {
        @Actor
        public void announcer(Listed s) {
            s.index.announce(0);
        }

        @Actor
        public void adopter(Listed s, ZZ_Result r) {
            r.r1 = s.adopt();
        }

        @Arbiter
        public void rest(Listed s, ZZ_Result r) {
            r.r2 = s.adopt();
        }
    }

    @JCStressTest
    @Race(first = "announce", second = "adopt")
    @Description("A held slab, whose old bit still stands, is let go and announced while an adopter looks.")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the adopter cleared a bit after the slab was LISTED")
    @Outcome(id = "false, true", expect = ACCEPTABLE,
            desc = "the adopter cleared the old bit too early: the announcement sets it again")
    @Outcome(expect = FORBIDDEN, desc = "the slab is LISTED and in no index")
    @State
    public static class ListAdopt extends Indexed {
        public ListAdopt() {
            super(SlabFixture.held(2, 1));
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
            r.r1 = adopt();
        }

        @Arbiter
        public void rest(ZZ_Result r) {
            r.r2 = adopt();
        }
    }

    @JCStressTest
    @Race(first = "announce", second = "adopt")
    @Description("A slab is announced while an adopter clears the summary bit of a word it found empty.")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the adopter found the bit")
    @Outcome(id = "false, true", expect = ACCEPTABLE,
            desc = "the adopter found none; the summary bit stands again for the next one")
    @Outcome(expect = FORBIDDEN, desc = "the bit stands below a clear summary bit")
    @State
    public static class AnnounceClearSummary extends Listed {
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
            r.r1 = adopt();
        }

        @Arbiter
        public void rest(ZZ_Result r) {
            r.r2 = adopt();
        }
    }

    @JCStressTest
    @Race(first = "announce", second = "announce")
    @Description("Two first announcements under one leaf, which both have to make.")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both bits are in the leaf that stayed")
    @Outcome(expect = FORBIDDEN, desc = "a bit set in a leaf that nobody sees")
    public static class AnnounceAnnounce {
        @Actor
        public void first(Listed s) {
            s.index.announce(0);
        }

        @Actor
        public void second(Listed s) {
            s.index.announce(1);
        }

        @Arbiter
        public void end(Listed s, I_Result r) {
            r.r1 = s.index.candidates();
        }
    }

    @JCStressTest
    @Race(first = "announce", second = "withdraw")
    @Description("One slab is announced while its neighbour in the same word is withdrawn.")
    @Outcome(id = "1, true", expect = ACCEPTABLE, desc = "the neighbour is gone, the candidate stays")
    @Outcome(expect = FORBIDDEN, desc = "a bit lost to the change of its neighbour")
    @State
    public static class AnnounceWithdraw extends Listed {
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
            r.r2 = adopt();
        }
    }

    @JCStressTest
    @Race(first = "adopt", second = "withdraw")
    @Description("An adopter meets the withdrawal of a slab that has died.")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "in either order: the bit is gone, and nobody has the slab")
    @Outcome(expect = FORBIDDEN, desc = "a dead slab adopted, or its bit left")
    public static class AdoptWithdraw {
        @Actor
        public void adopter(Dead s, ZI_Result r) {
            r.r1 = s.adopt();
        }

        @Actor
        public void withdrawer(Dead s) {
            s.index.withdraw(0);
        }

        @Arbiter
        public void end(Dead s, ZI_Result r) {
            r.r2 = s.index.candidates();
        }
    }
}
