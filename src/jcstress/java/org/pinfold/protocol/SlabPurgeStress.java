package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIL_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ILI_Result;
import org.openjdk.jcstress.infra.results.ILL_Result;
import org.openjdk.jcstress.infra.results.IZL_Result;
import org.openjdk.jcstress.infra.results.LIL_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.SlabStates.AllHome;
import org.pinfold.protocol.SlabStates.FourOneHome;
import org.pinfold.protocol.SlabStates.ListedLastOut;
import org.pinfold.protocol.SlabStates.ListedOneHome;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link SlabPurge}: free blocks are purged while the slab is used, let go, adopted and retired. */
public final class SlabPurgeStress {
    private SlabPurgeStress() {
    }

    @JCStressTest
    @Race(first = "take", second = "take")
    @Description("Two purgers of one slab, of which the second wants what was never carved as well.")
    @Outcome(id = "21, 34, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "the first has the chain, the second what is left")
    @Outcome(id = "-1, 2134, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "the second has all, the first finds nothing")
    @Outcome(expect = FORBIDDEN, desc = "a block taken twice, lost or miscounted")
    public static class TakeTake {
        @Actor
        public void first(AllHome s, IIL_Result r) {
            r.r1 = s.loot(false);
        }

        @Actor
        public void second(AllHome s, IIL_Result r) {
            r.r2 = s.loot(true);
        }

        @Arbiter
        public void end(AllHome s, IIL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "take", second = {"refill", "unlink"})
    @Description("A purger of all that is free meets a refill.")
    @Outcome(id = "2134, 0, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "take before refill: the holder finds nothing")
    @Outcome(id = "4, 213, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "refill before take: what is left is purged")
    @Outcome(expect = FORBIDDEN, desc = "a block both purged and given out, lost or miscounted")
    public static class TakeRefill {
        @Actor
        public void purger(AllHome s, IIL_Result r) {
            r.r1 = s.loot(true);
        }

        @Actor
        public void holder(AllHome s, IIL_Result r) {
            r.r2 = s.take(3);
        }

        @Arbiter
        public void end(AllHome s, IIL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "take", second = "hold")
    @Description("A purger takes all that a listed slab has, while it is adopted.")
    @Outcome(id = "134, false, FULL carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "take before hold: nothing is left to be adopted for")
    @Outcome(id = "134, true, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "hold before take: the slab stays with its holder, who finds nothing")
    @Outcome(expect = FORBIDDEN, desc = "an exhausted slab left listed, or a block lost or miscounted")
    public static class TakeHold {
        @Actor
        public void purger(ListedOneHome s, IZL_Result r) {
            r.r1 = s.loot(true);
        }

        @Actor
        public void adopter(ListedOneHome s, IZL_Result r) {
            r.r2 = BatchRefill.hold(s.slab);
        }

        @Arbiter
        public void end(ListedOneHome s, IZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "take", second = "unhold")
    @Description("A purger takes the only block that is home, while the holder lets the slab go.")
    @Outcome(id = "4, NONE, FULL carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "take before un-hold: nothing is left, so nothing to announce")
    @Outcome(id = "4, LIST, FULL carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "un-hold before take: the holder announces the slab, an adopter finds it full")
    @Outcome(expect = FORBIDDEN, desc = "an exhausted slab left listed, or the block lost or miscounted")
    public static class TakeUnhold {
        @Actor
        public void purger(FourOneHome s, ILL_Result r) {
            r.r1 = s.loot(false);
        }

        @Actor
        public void holder(FourOneHome s, ILL_Result r) {
            r.r2 = BatchRefill.unhold(s.slab);
        }

        @Arbiter
        public void end(FourOneHome s, ILL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "take", second = "retire")
    @Description("A purger meets the retirement of a slab whose blocks are all home.")
    @Outcome(id = "21, REFUSED, HELD carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "take before retire: the slab lives as long as the blocks are out")
    @Outcome(id = "-1, RETIRE, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "retire before take: nothing of a dead slab is taken")
    @Outcome(expect = FORBIDDEN, desc = "a slab dead whose pages are being purged")
    public static class TakeRetire {
        @Actor
        public void purger(AllHome s, ILL_Result r) {
            r.r1 = s.loot(false);
        }

        @Actor
        public void other(AllHome s, ILL_Result r) {
            r.r2 = BatchRefill.retire(s.slab);
        }

        @Arbiter
        public void end(AllHome s, ILL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "take", second = {"admit", "link", "push"})
    @Description("A purger takes what is home while a chain of two comes home.")
    @Outcome(id = "234, NONE, 0", expect = ACCEPTABLE, desc = "push before take: the whole chain, correctly linked")
    @Outcome(id = "4, NONE, 23", expect = ACCEPTABLE, desc = "take before push: the chain stays home")
    @Outcome(expect = FORBIDDEN, desc = "a link read before it was written, or a block lost or doubled")
    public static class TakePush {
        @Actor
        public void purger(FourOneHome s, ILI_Result r) {
            r.r1 = s.loot(false);
        }

        @Actor
        public void pusher(FourOneHome s, ILI_Result r) {
            r.r2 = s.push(1, 2);
        }

        @Arbiter
        public void rest(FourOneHome s, ILI_Result r) {
            r.r3 = s.takeRest();
        }
    }

    @JCStressTest
    @Race(first = {"take", "push"}, second = {"refill", "unlink"})
    @Description("A whole purge, until the blocks are home again, meets a refill.")
    @Outcome(id = "NONE, 21, HELD carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "purge before refill: the blocks are given out as they came home")
    @Outcome(id = "NONE, 34, HELD carved=4 count=2 head=1", expect = ACCEPTABLE,
            desc = "refill during the purge: other blocks are carved")
    @Outcome(id = "REFUSED, 21, HELD carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "refill before purge: nothing is there to be purged")
    @Outcome(expect = FORBIDDEN, desc = "a block both purged and given out, lost or miscounted")
    public static class PurgeRefill {
        @Actor
        public void purger(AllHome s, LIL_Result r) {
            r.r1 = s.purge();
        }

        @Actor
        public void holder(AllHome s, LIL_Result r) {
            r.r2 = s.take(2);
        }

        @Arbiter
        public void end(AllHome s, LIL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = {"take", "push"}, second = {"admit", "push"})
    @Description("A whole purge meets the last block that comes home to a listed slab.")
    @Outcome(id = "LIST, RETIRE, DEAD carved=2 count=2 head=0", expect = ACCEPTABLE,
            desc = "purge before push: the purger announces the slab, the last block kills it")
    @Outcome(id = "RETIRE, LIST, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "push during the purge: the slab lives until the purger's block is home")
    @Outcome(id = "REFUSED, RETIRE, DEAD carved=2 count=2 head=0", expect = ACCEPTABLE,
            desc = "push before purge: nothing of a dead slab is taken")
    @Outcome(expect = FORBIDDEN, desc = "dead during the purge, or a duty given twice or to nobody")
    public static class PurgeLastPush {
        @Actor
        public void purger(ListedLastOut s, LLL_Result r) {
            r.r1 = s.purge();
        }

        @Actor
        public void pusher(ListedLastOut s, LLL_Result r) {
            r.r2 = s.push(0);
        }

        @Arbiter
        public void end(ListedLastOut s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = {"take", "push"}, second = {"refill", "unlink"})
    @Description("What a user writes into a block, plainly, that may be purged before.")
    @Outcome(id = "1, 7", expect = ACCEPTABLE,
            desc = "the user has the block: purged before, if at all, and the push orders that before the write")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "refill during the purge: the user finds nothing")
    @Outcome(expect = FORBIDDEN, desc = "what a user wrote is purged")
    @State
    public static class PurgedContents {
        private final SlabWord slab = SlabFixture.held(1, 1, 0);
        // Plain: the word orders it.
        private int contents = 3;

        @Actor
        public void purger() {
            SlabFixture.purge(slab, () -> contents = 0);
        }

        @Actor
        public void user(II_Result r) {
            r.r1 = SlabFixture.take(slab, 0);
            if (r.r1 == 1) {
                contents = 7;
            }
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = contents;
        }
    }

    @JCStressTest
    @Race(first = "take", second = "getVolatile")
    @InTier(Tier.EVIDENCE)
    @Description("An onlooker meets a purger who takes the chain and all that was never carved.")
    @Outcome(id = "HELD carved=2 count=2 head=1, HELD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "look before take")
    @Outcome(id = "HELD carved=2 count=2 head=1, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "take between the looks")
    @Outcome(id = "HELD carved=4 count=0 head=NIL, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "take before look")
    @Outcome(expect = FORBIDDEN, desc = "the chain gone and the rest not carved, or the other way round")
    public static class LookTake {
        @Actor
        public void purger(AllHome s) {
            s.loot(true);
        }

        @Actor
        public void onlooker(AllHome s, LL_Result r) {
            r.r1 = s.end();
            r.r2 = s.end();
        }
    }
}
