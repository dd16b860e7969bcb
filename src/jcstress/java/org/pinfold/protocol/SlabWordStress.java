package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.IIL_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.Apart;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Operations;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.SlabStates.AllHome;
import org.pinfold.protocol.SlabStates.FourOneHome;
import org.pinfold.protocol.SlabStates.Full;
import org.pinfold.protocol.SlabStates.Half;
import org.pinfold.protocol.SlabStates.Listed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link SlabWord}, beside those of its three protocols: its links, and looks at it. */
@InTier(Tier.EVIDENCE)
@Operations(of = {SlabWord.class, BatchRefill.class, RemoteFreeQueue.class, SlabPurge.class},
        changes = {"hold", "refill", "unlink", "unhold", "retire", "admit", "link", "push", "take"},
        looks = {"getVolatile", "next"}, constants = {"kind", "capacity"})
@Apart(first = {"hold", "unhold", "retire"}, second = {"unlink", "admit", "link", "next"},
        because = "the one changes the word alone, the other a link alone")
@Apart(first = "getVolatile", second = {"unlink", "admit", "link"},
        because = "the one reads the word alone, the other changes a link alone")
@Apart(first = "next", second = {"refill", "unlink", "admit", "link", "push", "take"},
        because = "read by the owner of a chain, which got it by the word: PushRefill")
public final class SlabWordStress {
    private SlabWordStress() {
    }

    /** The link of a block, where it should be that of one that hangs in no chain. */
    private static String out(SlabStates.Start s, int block) {
        return s.slab.next(block) == SlabWord.OUT ? " OUT " : " " + s.slab.next(block) + " ";
    }

    @JCStressTest
    @Race(first = "retire", second = "retire")
    @Description("Two reclaimers of one slab whose blocks are all home.")
    @Outcome(id = "RETIRE, REFUSED, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "the first one retires it")
    @Outcome(id = "REFUSED, RETIRE, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "the second one retires it")
    @Outcome(expect = FORBIDDEN, desc = "retired twice or by nobody")
    public static class RetireRetire {
        @Actor
        public void first(AllHome s, LLL_Result r) {
            r.r1 = BatchRefill.retire(s.slab);
        }

        @Actor
        public void second(AllHome s, LLL_Result r) {
            r.r2 = BatchRefill.retire(s.slab);
        }

        @Arbiter
        public void end(AllHome s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = {"link", "unlink"}, second = {"link", "unlink"})
    @Description("Plain writes of neighbouring links, by the owners of two chains.")
    @Outcome(id = "65534, 65535, 8 OUT 9 OUT ", expect = ACCEPTABLE,
            desc = "all four are there: characters do not tear")
    @Outcome(expect = FORBIDDEN, desc = "a link lost to a write of its neighbour")
    public static class NeighbourLinks {
        @Actor
        public void first(FourOneHome s, IIL_Result r) {
            s.slab.link(0, 8);
            r.r1 = s.slab.unlink(1);
        }

        @Actor
        public void second(FourOneHome s, IIL_Result r) {
            s.slab.link(2, 9);
            r.r2 = s.slab.unlink(3);
        }

        @Arbiter
        public void end(FourOneHome s, IIL_Result r) {
            r.r3 = s.slab.next(0) + out(s, 1) + s.slab.next(2) + out(s, 3);
        }
    }

    @JCStressTest
    @Race(first = "hold", second = "getVolatile")
    @Description("An onlooker meets a hold.")
    @Outcome(id = "LISTED carved=2 count=0 head=NIL, LISTED carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "look before hold")
    @Outcome(id = "LISTED carved=2 count=0 head=NIL, HELD carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "hold between the looks")
    @Outcome(id = "HELD carved=2 count=0 head=NIL, HELD carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "hold before look")
    @Outcome(expect = FORBIDDEN, desc = "let go by nobody")
    public static class LookHold {
        @Actor
        public void changer(Listed s) {
            BatchRefill.hold(s.slab);
        }

        @Actor
        public void onlooker(Listed s, LL_Result r) {
            r.r1 = s.end();
            r.r2 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "refill", second = "getVolatile")
    @Description("An onlooker meets a refill that takes the chain and carves a block.")
    @Outcome(id = "HELD carved=2 count=2 head=1, HELD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "look before refill")
    @Outcome(id = "HELD carved=2 count=2 head=1, HELD carved=3 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "refill between the looks")
    @Outcome(id = "HELD carved=3 count=0 head=NIL, HELD carved=3 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "refill before look")
    @Outcome(expect = FORBIDDEN, desc = "the chain gone and the block not carved, or the other way round")
    public static class LookRefill {
        @Actor
        public void changer(AllHome s) {
            BatchRefill.refill(s.slab, 3);
        }

        @Actor
        public void onlooker(AllHome s, LL_Result r) {
            r.r1 = s.end();
            r.r2 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "unhold", second = "getVolatile")
    @Description("An onlooker meets an un-hold.")
    @Outcome(id = "HELD carved=2 count=0 head=NIL, HELD carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "look before un-hold")
    @Outcome(id = "HELD carved=2 count=0 head=NIL, LISTED carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "un-hold between the looks")
    @Outcome(id = "LISTED carved=2 count=0 head=NIL, LISTED carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "un-hold before look")
    @Outcome(expect = FORBIDDEN, desc = "held again by nobody")
    public static class LookUnhold {
        @Actor
        public void changer(Half s) {
            BatchRefill.unhold(s.slab);
        }

        @Actor
        public void onlooker(Half s, LL_Result r) {
            r.r1 = s.end();
            r.r2 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "retire", second = "getVolatile")
    @Description("An onlooker meets a retirement.")
    @Outcome(id = "HELD carved=2 count=2 head=1, HELD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "look before retire")
    @Outcome(id = "HELD carved=2 count=2 head=1, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "retire between the looks")
    @Outcome(id = "DEAD carved=2 count=2 head=1, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "retire before look")
    @Outcome(expect = FORBIDDEN, desc = "a dead slab lives again")
    public static class LookRetire {
        @Actor
        public void changer(AllHome s) {
            BatchRefill.retire(s.slab);
        }

        @Actor
        public void onlooker(AllHome s, LL_Result r) {
            r.r1 = s.end();
            r.r2 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "push", second = "getVolatile")
    @Description("An onlooker meets a push to a full slab.")
    @Outcome(id = "FULL carved=2 count=0 head=NIL, FULL carved=2 count=0 head=NIL", expect = ACCEPTABLE,
            desc = "look before push")
    @Outcome(id = "FULL carved=2 count=0 head=NIL, LISTED carved=2 count=1 head=1", expect = ACCEPTABLE,
            desc = "push between the looks")
    @Outcome(id = "LISTED carved=2 count=1 head=1, LISTED carved=2 count=1 head=1", expect = ACCEPTABLE,
            desc = "push before look")
    @Outcome(expect = FORBIDDEN, desc = "a count without its chain, or a block home in a FULL slab")
    public static class LookPush {
        @Actor
        public void changer(Full s) {
            s.push(1);
        }

        @Actor
        public void onlooker(Full s, LL_Result r) {
            r.r1 = s.end();
            r.r2 = s.end();
        }
    }
}
