package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZIZ_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.SlabIndexStress.Announced;
import org.pinfold.protocol.SlabIndexStress.Dead;
import org.pinfold.protocol.SlabIndexStress.Listed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link SlabIndex} for leaves that are made while others use them, and for looks. */
@InTier(Tier.EVIDENCE)
public final class SlabIndexLookStress {
    private SlabIndexLookStress() {
    }

    @JCStressTest
    @Race(first = "reserve", second = "reserve")
    @Description("Two threads make room for the same leaf; afterwards both slabs are announced.")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "one leaf stayed")
    @Outcome(expect = FORBIDDEN, desc = "a bit set in a leaf that nobody sees")
    public static class ReserveReserve {
        @Actor
        public void first(Listed s) {
            s.index.reserve(0);
        }

        @Actor
        public void second(Listed s) {
            s.index.reserve(1);
        }

        @Arbiter
        public void end(Listed s, I_Result r) {
            s.index.announce(0);
            s.index.announce(1);
            r.r1 = s.index.candidates();
        }
    }

    @JCStressTest
    @Race(first = "reserve", second = "announce")
    @Description("Room is made for one slab while its neighbour is announced.")
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "in either order: the candidate is in the leaf that stayed")
    @Outcome(expect = FORBIDDEN, desc = "the candidate is lost with its leaf")
    public static class ReserveAnnounce {
        @Actor
        public void former(Listed s) {
            s.index.reserve(1);
        }

        @Actor
        public void announcer(Listed s) {
            s.index.announce(0);
        }

        @Arbiter
        public void end(Listed s, Z_Result r) {
            r.r1 = s.adopt();
        }
    }

    @JCStressTest
    @Race(first = "reserve", second = {"adopt", "withdraw"})
    @Description("Room is made while another thread looks for candidates and withdraws a slab.")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "in either order: a new leaf is empty")
    @Outcome(expect = FORBIDDEN, desc = "a candidate out of nothing")
    public static class ReserveAdoptWithdraw {
        @Actor
        public void former(Listed s) {
            s.index.reserve(1);
        }

        @Actor
        public void other(Listed s, ZI_Result r) {
            r.r1 = s.adopt();
            s.index.withdraw(0);
        }

        @Arbiter
        public void end(Listed s, ZI_Result r) {
            r.r2 = s.index.candidates();
        }
    }

    @JCStressTest
    @Race(first = "withdraw", second = "withdraw")
    @Description("Two slabs of one word are withdrawn.")
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "both bits are gone")
    @Outcome(expect = FORBIDDEN, desc = "a bit left by the change of its neighbour")
    @State
    public static class WithdrawWithdraw extends Dead {
        public WithdrawWithdraw() {
            index.announce(1);
        }

        @Actor
        public void first() {
            index.withdraw(0);
        }

        @Actor
        public void second() {
            index.withdraw(1);
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = index.candidates();
        }
    }

    @JCStressTest
    @Race(first = {"reserve", "announce"}, second = {"isAnnounced", "candidates"})
    @Description("An onlooker meets the first announcement.")
    @Outcome(id = "false, 0, false", expect = ACCEPTABLE, desc = "look before announce")
    @Outcome(id = "false, 0, true", expect = ACCEPTABLE, desc = "announce after the count")
    @Outcome(id = "false, 1, true", expect = ACCEPTABLE, desc = "announce before the count")
    @Outcome(id = "true, 1, true", expect = ACCEPTABLE, desc = "announce before look")
    @Outcome(expect = FORBIDDEN, desc = "a bit lost")
    public static class LookAnnounce {
        @Actor
        public void changer(Listed s) {
            s.index.reserve(0);
            s.index.announce(0);
        }

        @Actor
        public void onlooker(Listed s, ZIZ_Result r) {
            r.r1 = s.index.isAnnounced(0);
            r.r2 = s.index.candidates();
            r.r3 = s.index.isAnnounced(0);
        }
    }

    @JCStressTest
    @Race(first = "adopt", second = {"isAnnounced", "candidates"})
    @Description("An onlooker meets an adopter.")
    @Outcome(id = "true, 1, true", expect = ACCEPTABLE, desc = "look before adoption")
    @Outcome(id = "true, 1, false", expect = ACCEPTABLE, desc = "adoption after the count")
    @Outcome(id = "true, 0, false", expect = ACCEPTABLE, desc = "adoption before the count")
    @Outcome(id = "false, 0, false", expect = ACCEPTABLE, desc = "adoption before look")
    @Outcome(expect = FORBIDDEN, desc = "a bit that was cleared stands again")
    public static class LookAdopt {
        @Actor
        public void changer(Announced s) {
            s.index.adopt();
        }

        @Actor
        public void onlooker(Announced s, ZIZ_Result r) {
            r.r1 = s.index.isAnnounced(0);
            r.r2 = s.index.candidates();
            r.r3 = s.index.isAnnounced(0);
        }
    }

    @JCStressTest
    @Race(first = "withdraw", second = {"isAnnounced", "candidates"})
    @Description("An onlooker meets a withdrawal.")
    @Outcome(id = "true, 1, true", expect = ACCEPTABLE, desc = "look before withdrawal")
    @Outcome(id = "true, 1, false", expect = ACCEPTABLE, desc = "withdrawal after the count")
    @Outcome(id = "true, 0, false", expect = ACCEPTABLE, desc = "withdrawal before the count")
    @Outcome(id = "false, 0, false", expect = ACCEPTABLE, desc = "withdrawal before look")
    @Outcome(expect = FORBIDDEN, desc = "a bit that was cleared stands again")
    public static class LookWithdraw {
        @Actor
        public void changer(Dead s) {
            s.index.withdraw(0);
        }

        @Actor
        public void onlooker(Dead s, ZIZ_Result r) {
            r.r1 = s.index.isAnnounced(0);
            r.r2 = s.index.candidates();
            r.r3 = s.index.isAnnounced(0);
        }
    }
}
