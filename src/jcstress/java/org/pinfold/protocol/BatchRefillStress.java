package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIL_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ILL_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.ZIL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** Outcome tables of {@link BatchRefill}: holders, adopters and reclaimers of one slab meet. */
public final class BatchRefillStress {
    private BatchRefillStress() {
    }

    @JCStressTest
    @Description("Two adopters of one listed slab.")
    @Outcome(id = "true, false, HELD carved=2 count=1 head=0", expect = Expect.ACCEPTABLE,
            desc = "the first adopter holds it")
    @Outcome(id = "false, true, HELD carved=2 count=1 head=0", expect = Expect.ACCEPTABLE,
            desc = "the second adopter holds it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "two holders, or none")
    @State
    public static class HoldHold {
        private final SlabWord slab = SlabFixture.free(4, 2, 0);

        @Actor
        public void first(ZZL_Result r) {
            r.r1 = BatchRefill.hold(slab);
        }

        @Actor
        public void second(ZZL_Result r) {
            r.r2 = BatchRefill.hold(slab);
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("Two adopters of one listed slab, each of which refills if it holds.")
    @Outcome(id = "134, -1", expect = Expect.ACCEPTABLE,
            desc = "the first adopter has the batch, the second one finds no listed slab")
    @Outcome(id = "-1, 134", expect = Expect.ACCEPTABLE,
            desc = "the second adopter has the batch, the first one finds no listed slab")
    @Outcome(expect = Expect.FORBIDDEN, desc = "blocks given to both, or to none")
    @State
    public static class AdoptAdopt {
        private final SlabWord slab = SlabFixture.free(4, 2, 0);

        @Actor
        public void first(II_Result r) {
            r.r1 = BatchRefill.hold(slab) ? SlabFixture.take(slab, 3) : -1;
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = BatchRefill.hold(slab) ? SlabFixture.take(slab, 3) : -1;
        }
    }

    @JCStressTest
    @Description("Two threads that both believe they hold the slab take a batch.")
    @Outcome(id = "213, 4, HELD carved=4 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "the first takes the chain and carves one, the second carves what is left")
    @Outcome(id = "4, 213, HELD carved=4 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "the second takes the chain and carves one, the first carves what is left")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a block given out twice, lost or miscounted")
    @State
    public static class RefillRefill {
        private final SlabWord slab = SlabFixture.held(4, 2, 0, 1);

        @Actor
        public void first(IIL_Result r) {
            r.r1 = SlabFixture.take(slab, 3);
        }

        @Actor
        public void second(IIL_Result r) {
            r.r2 = SlabFixture.take(slab, 3);
        }

        @Arbiter
        public void end(IIL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("Two threads that both believe they hold a fresh slab carve it.")
    @Outcome(id = "12, 34, HELD carved=4 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "the first carves the lower half")
    @Outcome(id = "34, 12, HELD carved=4 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "the second carves the lower half")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a block carved twice, or skipped")
    @State
    public static class CarveCarve {
        private final SlabWord slab = SlabFixture.held(4, 0);

        @Actor
        public void first(IIL_Result r) {
            r.r1 = SlabFixture.take(slab, 2);
        }

        @Actor
        public void second(IIL_Result r) {
            r.r2 = SlabFixture.take(slab, 2);
        }

        @Arbiter
        public void end(IIL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("A refill meets the un-hold of an idle holder by another thread.")
    @Outcome(id = "34, NONE, FULL carved=4 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "refill before un-hold: nothing is left, so nothing to announce")
    @Outcome(id = "-1, LIST, LISTED carved=2 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "un-hold before refill: the stale holder is refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a batch from a slab that is not held, or a duty lost")
    @State
    public static class RefillUnhold {
        private final SlabWord slab = SlabFixture.held(4, 2);

        @Actor
        public void holder(ILL_Result r) {
            r.r1 = SlabFixture.take(slab, 2);
        }

        @Actor
        public void other(ILL_Result r) {
            r.r2 = BatchRefill.unhold(slab);
        }

        @Arbiter
        public void end(ILL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("A refill meets the retirement of a held slab whose blocks are all home.")
    @Outcome(id = "21, REFUSED, HELD carved=2 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "refill before retire: blocks are out, the slab lives")
    @Outcome(id = "-1, RETIRE, DEAD carved=2 count=2 head=1", expect = Expect.ACCEPTABLE,
            desc = "retire before refill: the stale holder is refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "blocks of a dead slab given out")
    @State
    public static class RefillRetire {
        private final SlabWord slab = SlabFixture.held(4, 2, 0, 1);

        @Actor
        public void holder(ILL_Result r) {
            r.r1 = SlabFixture.take(slab, 2);
        }

        @Actor
        public void other(ILL_Result r) {
            r.r2 = BatchRefill.retire(slab);
        }

        @Arbiter
        public void end(ILL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("Holder and reclaimer both let a slab go.")
    @Outcome(id = "LIST, REFUSED, LISTED carved=2 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "the first announces it")
    @Outcome(id = "REFUSED, LIST, LISTED carved=2 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "the second announces it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "announced twice or by nobody")
    @State
    public static class UnholdUnhold {
        private final SlabWord slab = SlabFixture.held(4, 2);

        @Actor
        public void first(LLL_Result r) {
            r.r1 = BatchRefill.unhold(slab);
        }

        @Actor
        public void second(LLL_Result r) {
            r.r2 = BatchRefill.unhold(slab);
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("The holder lets a slab go whose blocks are all home, while another thread retires it.")
    @Outcome(id = "RETIRE, REFUSED, DEAD carved=2 count=2 head=1", expect = Expect.ACCEPTABLE,
            desc = "the holder retires it")
    @Outcome(id = "REFUSED, RETIRE, DEAD carved=2 count=2 head=1", expect = Expect.ACCEPTABLE,
            desc = "the other one retires it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "retired twice or by nobody")
    @State
    public static class UnholdRetire {
        private final SlabWord slab = SlabFixture.held(4, 2, 0, 1);

        @Actor
        public void holder(LLL_Result r) {
            r.r1 = BatchRefill.unhold(slab);
        }

        @Actor
        public void other(LLL_Result r) {
            r.r2 = BatchRefill.retire(slab);
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("An adopter meets a former holder that does not know it was un-held.")
    @Outcome(id = "true, -1, HELD carved=2 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "stale refill before hold: refused")
    @Outcome(id = "true, 34, HELD carved=4 count=0 head=NIL", expect = Expect.ACCEPTABLE,
            desc = "hold before stale refill: a hold is a hint, and the batch is taken in one step")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the adopter is refused, or the counters miss the batch")
    @State
    public static class HoldStaleRefill {
        private final SlabWord slab = SlabFixture.free(4, 2);

        @Actor
        public void adopter(ZIL_Result r) {
            r.r1 = BatchRefill.hold(slab);
        }

        @Actor
        public void stale(ZIL_Result r) {
            r.r2 = SlabFixture.take(slab, 2);
        }

        @Arbiter
        public void end(ZIL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }
}
