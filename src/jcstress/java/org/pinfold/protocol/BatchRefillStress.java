package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.IIL_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ILL_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.ZIL_Result;
import org.openjdk.jcstress.infra.results.ZLL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.SlabStates.AllHome;
import org.pinfold.protocol.SlabStates.Fresh;
import org.pinfold.protocol.SlabStates.Half;
import org.pinfold.protocol.SlabStates.Listed;
import org.pinfold.protocol.SlabStates.ListedOneHome;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link BatchRefill}: holders, adopters and reclaimers of one slab meet. */
public final class BatchRefillStress {
    private BatchRefillStress() {
    }

    @JCStressTest
    @Race(first = "hold", second = "hold")
    @Description("Two adopters of one listed slab.")
    @Outcome(id = "true, false, HELD carved=2 count=1 head=0", expect = ACCEPTABLE, desc = "the first adopter holds it")
    @Outcome(id = "false, true, HELD carved=2 count=1 head=0", expect = ACCEPTABLE,
            desc = "the second adopter holds it")
    @Outcome(expect = FORBIDDEN, desc = "two holders, or none")
    public static class HoldHold {
        @Actor
        public void first(ListedOneHome s, ZZL_Result r) {
            r.r1 = BatchRefill.hold(s.slab);
        }

        @Actor
        public void second(ListedOneHome s, ZZL_Result r) {
            r.r2 = BatchRefill.hold(s.slab);
        }

        @Arbiter
        public void end(ListedOneHome s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = {"hold", "refill"}, second = {"hold", "refill"})
    @Description("Two adopters of one listed slab, each of which refills if it holds.")
    @Outcome(id = "134, -1", expect = ACCEPTABLE,
            desc = "the first adopter has the batch, the second one finds no listed slab")
    @Outcome(id = "-1, 134", expect = ACCEPTABLE,
            desc = "the second adopter has the batch, the first one finds no listed slab")
    @Outcome(expect = FORBIDDEN, desc = "blocks given to both, or to none")
    public static class AdoptAdopt {
        @Actor
        public void first(ListedOneHome s, II_Result r) {
            r.r1 = BatchRefill.hold(s.slab) ? s.take(3) : -1;
        }

        @Actor
        public void second(ListedOneHome s, II_Result r) {
            r.r2 = BatchRefill.hold(s.slab) ? s.take(3) : -1;
        }
    }

    @JCStressTest
    @Race(first = {"refill", "unlink"}, second = {"refill", "unlink"})
    @Description("Two threads that both believe they hold the slab take a batch.")
    @Outcome(id = "213, 4, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "the first takes the chain and carves one, the second carves what is left")
    @Outcome(id = "4, 213, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "the second takes the chain and carves one, the first carves what is left")
    @Outcome(expect = FORBIDDEN, desc = "a block given out twice, lost or miscounted")
    public static class RefillRefill {
        @Actor
        public void first(AllHome s, IIL_Result r) {
            r.r1 = s.take(3);
        }

        @Actor
        public void second(AllHome s, IIL_Result r) {
            r.r2 = s.take(3);
        }

        @Arbiter
        public void end(AllHome s, IIL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "refill", second = "refill")
    @Description("Two threads that both believe they hold a fresh slab carve it.")
    @Outcome(id = "12, 34, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "the first carves the lower half")
    @Outcome(id = "34, 12, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "the second carves the lower half")
    @Outcome(expect = FORBIDDEN, desc = "a block carved twice, or skipped")
    public static class CarveCarve {
        @Actor
        public void first(Fresh s, IIL_Result r) {
            r.r1 = s.take(2);
        }

        @Actor
        public void second(Fresh s, IIL_Result r) {
            r.r2 = s.take(2);
        }

        @Arbiter
        public void end(Fresh s, IIL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "refill", second = "unhold")
    @Description("A refill meets the un-hold of an idle holder by another thread.")
    @Outcome(id = "34, NONE, FULL carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "refill before un-hold: nothing is left, so nothing to announce")
    @Outcome(id = "-1, LIST, LISTED carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "un-hold before refill: the stale holder is refused")
    @Outcome(expect = FORBIDDEN, desc = "a batch from a slab that is not held, or a duty lost")
    public static class RefillUnhold {
        @Actor
        public void holder(Half s, ILL_Result r) {
            r.r1 = s.take(2);
        }

        @Actor
        public void other(Half s, ILL_Result r) {
            r.r2 = BatchRefill.unhold(s.slab);
        }

        @Arbiter
        public void end(Half s, ILL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "refill", second = "retire")
    @Description("A refill meets the retirement of a held slab whose blocks are all home.")
    @Outcome(id = "21, REFUSED, HELD carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "refill before retire: blocks are out, the slab lives")
    @Outcome(id = "-1, RETIRE, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "retire before refill: the stale holder is refused")
    @Outcome(expect = FORBIDDEN, desc = "blocks of a dead slab given out")
    public static class RefillRetire {
        @Actor
        public void holder(AllHome s, ILL_Result r) {
            r.r1 = s.take(2);
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
    @Race(first = "unhold", second = "unhold")
    @Description("Holder and reclaimer both let a slab go.")
    @Outcome(id = "LIST, REFUSED, LISTED carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "the first announces it")
    @Outcome(id = "REFUSED, LIST, LISTED carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "the second announces it")
    @Outcome(expect = FORBIDDEN, desc = "announced twice or by nobody")
    public static class UnholdUnhold {
        @Actor
        public void first(Half s, LLL_Result r) {
            r.r1 = BatchRefill.unhold(s.slab);
        }

        @Actor
        public void second(Half s, LLL_Result r) {
            r.r2 = BatchRefill.unhold(s.slab);
        }

        @Arbiter
        public void end(Half s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "unhold", second = "retire")
    @Description("The holder lets a slab go whose blocks are all home, while another thread retires it.")
    @Outcome(id = "RETIRE, REFUSED, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE, desc = "the holder retires it")
    @Outcome(id = "REFUSED, RETIRE, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "the other one retires it")
    @Outcome(expect = FORBIDDEN, desc = "retired twice or by nobody")
    public static class UnholdRetire {
        @Actor
        public void holder(AllHome s, LLL_Result r) {
            r.r1 = BatchRefill.unhold(s.slab);
        }

        @Actor
        public void other(AllHome s, LLL_Result r) {
            r.r2 = BatchRefill.retire(s.slab);
        }

        @Arbiter
        public void end(AllHome s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "hold", second = "refill")
    @Description("An adopter meets a former holder that does not know it was un-held.")
    @Outcome(id = "true, -1, HELD carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "stale refill before hold: refused")
    @Outcome(id = "true, 34, HELD carved=4 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "hold before stale refill: a hold is a hint, and the batch is taken in one step")
    @Outcome(expect = FORBIDDEN, desc = "the adopter is refused, or the counters miss the batch")
    public static class HoldStaleRefill {
        @Actor
        public void adopter(Listed s, ZIL_Result r) {
            r.r1 = BatchRefill.hold(s.slab);
        }

        @Actor
        public void stale(Listed s, ZIL_Result r) {
            r.r2 = s.take(2);
        }

        @Arbiter
        public void end(Listed s, ZIL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "hold", second = "unhold")
    @Description("An adopter meets an un-hold that comes too late for the former holder.")
    @Outcome(id = "true, LIST, LISTED carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "hold before un-hold: the adopter is let go without knowing; announced again")
    @Outcome(id = "true, REFUSED, HELD carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "un-hold before hold: nobody held it")
    @Outcome(expect = FORBIDDEN, desc = "listed and not announced, or the adopter is refused")
    public static class HoldUnhold {
        @Actor
        public void adopter(Listed s, ZLL_Result r) {
            r.r1 = BatchRefill.hold(s.slab);
        }

        @Actor
        public void late(Listed s, ZLL_Result r) {
            r.r2 = BatchRefill.unhold(s.slab);
        }

        @Arbiter
        public void end(Listed s, ZLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "hold", second = "retire")
    @InTier(Tier.EVIDENCE)
    @Description("An adopter who was told too late of a slab meets its retirement.")
    @Outcome(id = "false, RETIRE, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "in either order: it is not listed, and all blocks are home")
    @Outcome(expect = FORBIDDEN, desc = "a dead slab adopted, or the retirement lost")
    public static class HoldRetire {
        @Actor
        public void adopter(AllHome s, ZLL_Result r) {
            r.r1 = BatchRefill.hold(s.slab);
        }

        @Actor
        public void reclaimer(AllHome s, ZLL_Result r) {
            r.r2 = BatchRefill.retire(s.slab);
        }

        @Arbiter
        public void end(AllHome s, ZLL_Result r) {
            r.r3 = s.end();
        }
    }
}
