package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.JZJ_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.CacheLifecycleStress.Orphan;
import org.pinfold.protocol.CacheLifecycleStress.Owned;
import org.pinfold.protocol.CacheLifecycleStress.OwnedFull;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link CacheLifecycle} for owner and slot together, and for looks. */
@InTier(Tier.EVIDENCE)
public final class CacheLifecycleLookStress {
    private CacheLifecycleLookStress() {
    }

    @JCStressTest
    @Race(first = {"putSpare", "giveUp"}, second = {"claim", "takeSpare"})
    @Description("The owner fills the slot and gives the cache up; the next one claims it and empties the slot.")
    @Outcome(id = "8, 0", expect = ACCEPTABLE, desc = "given up before the claim: the claimant has the magazine")
    @Outcome(id = "-1, 8", expect = ACCEPTABLE, desc = "claim before that: refused")
    @Outcome(expect = FORBIDDEN, desc = "a cache claimed without its magazine")
    public static class FillGiveUpClaimTake {
        @Actor
        public void owner(Owned s) {
            s.put(8);
            s.cache.giveUp(2);
        }

        @Actor
        public void claimant(Owned s, II_Result r) {
            r.r1 = s.cache.claim(CacheLifecycle.NOBODY, 3) ? s.take() : -1;
        }

        @Arbiter
        public void end(Owned s, II_Result r) {
            r.r2 = s.spare();
        }
    }

    @JCStressTest
    @Race(first = {"claim", "takeSpare"}, second = "takeSpare")
    @Description("A claimant empties the slot of a dead thread while somebody short of memory does.")
    @Outcome(id = "7, 0, 0", expect = ACCEPTABLE, desc = "the claimant has the magazine")
    @Outcome(id = "0, 7, 0", expect = ACCEPTABLE, desc = "the other one has it")
    @Outcome(expect = FORBIDDEN, desc = "a magazine in two hands, or lost")
    public static class ClaimTake {
        @Actor
        public void claimant(Orphan s, III_Result r) {
            r.r1 = s.cache.claim(1, 2) ? s.take() : -1;
        }

        @Actor
        public void taker(Orphan s, III_Result r) {
            r.r2 = s.take();
        }

        @Arbiter
        public void end(Orphan s, III_Result r) {
            r.r3 = s.spare();
        }
    }

    @JCStressTest
    @Race(first = "claim", second = "ownerVolatile")
    @Description("An onlooker meets a claim.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "look before claim")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "claim between the looks")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "claim before look")
    @Outcome(expect = FORBIDDEN, desc = "the dead owner again")
    public static class LookClaim {
        @Actor
        public void changer(Orphan s) {
            s.cache.claim(1, 2);
        }

        @Actor
        public void onlooker(Orphan s, JJ_Result r) {
            r.r1 = s.cache.ownerVolatile();
            r.r2 = s.cache.ownerVolatile();
        }
    }

    @JCStressTest
    @Race(first = "giveUp", second = {"isOwnedBy", "ownerVolatile"})
    @Description("An onlooker, who asks whether he is the owner, meets the owner who gives up.")
    @Outcome(id = "2, false, 2", expect = ACCEPTABLE, desc = "look before giving up")
    @Outcome(id = "2, false, 0", expect = ACCEPTABLE, desc = "giving up between the looks")
    @Outcome(id = "0, false, 0", expect = ACCEPTABLE, desc = "giving up before look")
    @Outcome(expect = FORBIDDEN, desc = "the former owner again, or the onlooker the owner")
    public static class LookGiveUp {
        @Actor
        public void owner(Owned s) {
            s.cache.giveUp(2);
        }

        @Actor
        public void onlooker(Owned s, JZJ_Result r) {
            r.r1 = s.cache.ownerVolatile();
            r.r2 = s.cache.isOwnedBy(3);
            r.r3 = s.cache.ownerVolatile();
        }
    }

    @JCStressTest
    @Race(first = "putSpare", second = "spare")
    @Description("An onlooker meets the owner who fills the slot.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "look before put")
    @Outcome(id = "0, 8", expect = ACCEPTABLE, desc = "put between the looks")
    @Outcome(id = "8, 8", expect = ACCEPTABLE, desc = "put before look")
    @Outcome(expect = FORBIDDEN, desc = "a magazine gone that nobody took, or seen before its blocks")
    public static class LookPut {
        @Actor
        public void changer(Owned s) {
            s.put(8);
        }

        @Actor
        public void onlooker(Owned s, II_Result r) {
            r.r1 = s.spare();
            r.r2 = s.spare();
        }
    }

    @JCStressTest
    @Race(first = "takeSpare", second = "spare")
    @Description("An onlooker meets a taker.")
    @Outcome(id = "7, 7", expect = ACCEPTABLE, desc = "look before take")
    @Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "take between the looks")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "take before look")
    @Outcome(expect = FORBIDDEN, desc = "a magazine there again, or seen in part")
    public static class LookTake {
        @Actor
        public void changer(OwnedFull s) {
            s.take();
        }

        @Actor
        public void onlooker(OwnedFull s, II_Result r) {
            r.r1 = s.spare();
            r.r2 = s.spare();
        }
    }
}
