package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.LII_Result;
import org.openjdk.jcstress.infra.results.LLI_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LZL_Result;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.SlabStates.Exhausted;
import org.pinfold.protocol.SlabStates.FourOneHome;
import org.pinfold.protocol.SlabStates.Full;
import org.pinfold.protocol.SlabStates.FullFive;
import org.pinfold.protocol.SlabStates.ListedLastOut;
import org.pinfold.protocol.SlabStates.OneHome;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link RemoteFreeQueue}: blocks come home while the slab is used, let go, adopted and retired. */
public final class RemoteFreeQueueStress {
    private RemoteFreeQueueStress() {
    }

    @JCStressTest
    @Race(first = {"admit", "link", "push"}, second = {"refill", "unlink"})
    @Description("A chain of two comes home while the holder takes all that is home and walks it.")
    @Outcome(id = "NONE, 234, 0", expect = ACCEPTABLE,
            desc = "push before refill: the batch is the whole chain, correctly linked")
    @Outcome(id = "NONE, 4, 23", expect = ACCEPTABLE, desc = "refill before push: the chain waits for the next batch")
    @Outcome(expect = FORBIDDEN, desc = "a link read before it was written, or a block lost or doubled")
    public static class PushRefill {
        @Actor
        public void pusher(FourOneHome s, LII_Result r) {
            r.r1 = s.push(1, 2);
        }

        @Actor
        public void holder(FourOneHome s, LII_Result r) {
            r.r2 = s.take(0);
        }

        @Arbiter
        public void rest(FourOneHome s, LII_Result r) {
            r.r3 = s.takeRest();
        }
    }

    @JCStressTest
    @Race(first = {"admit", "link", "push"}, second = {"refill", "unlink"})
    @Description("The same with a chain whose tail the pusher has to find.")
    @Outcome(id = "NONE, 234, 0", expect = ACCEPTABLE,
            desc = "push before refill: the batch is the whole chain, correctly linked")
    @Outcome(id = "NONE, 4, 23", expect = ACCEPTABLE, desc = "refill before push: the chain waits for the next batch")
    @Outcome(expect = FORBIDDEN, desc = "a link read before it was written, or a block lost or doubled")
    public static class UnknownTailRefill {
        @Actor
        public void pusher(FourOneHome s, LII_Result r) {
            SlabFixture.chain(s.slab, 1, 2);
            r.r1 = RemoteFreeQueue.push(s.slab, 1, RemoteFreeQueue.UNKNOWN, 2);
        }

        @Actor
        public void holder(FourOneHome s, LII_Result r) {
            r.r2 = s.take(0);
        }

        @Arbiter
        public void rest(FourOneHome s, LII_Result r) {
            r.r3 = s.takeRest();
        }
    }

    @JCStressTest
    @Race(first = {"admit", "push"}, second = {"admit", "link", "push"})
    @Description("Two threads bring blocks home to a full slab.")
    @Outcome(id = "LIST, NONE, 2341", expect = ACCEPTABLE,
            desc = "the single block came first: its pusher announces the slab")
    @Outcome(id = "NONE, LIST, 1234", expect = ACCEPTABLE, desc = "the chain came first: its pusher announces the slab")
    @Outcome(expect = FORBIDDEN, desc = "a block lost or doubled, or the slab announced twice or by nobody")
    public static class PushPush {
        @Actor
        public void single(FullFive s, LLI_Result r) {
            r.r1 = s.push(0);
        }

        @Actor
        public void chain(FullFive s, LLI_Result r) {
            r.r2 = s.push(1, 2, 3);
        }

        @Arbiter
        public void rest(FullFive s, LLI_Result r) {
            r.r3 = s.takeRest();
        }
    }

    @JCStressTest
    @Race(first = {"admit", "push"}, second = {"admit", "push"})
    @Description("The last two blocks come home to a full slab.")
    @Outcome(id = "LIST, RETIRE, DEAD carved=2 count=2 head=1", expect = ACCEPTABLE,
            desc = "the first one announces, the second one retires")
    @Outcome(id = "RETIRE, LIST, DEAD carved=2 count=2 head=0", expect = ACCEPTABLE,
            desc = "the second one announces, the first one retires")
    @Outcome(expect = FORBIDDEN, desc = "a duty given twice or to nobody")
    public static class LastPushPush {
        @Actor
        public void first(Full s, LLL_Result r) {
            r.r1 = s.push(0);
        }

        @Actor
        public void second(Full s, LLL_Result r) {
            r.r2 = s.push(1);
        }

        @Arbiter
        public void end(Full s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "push", second = "unhold")
    @Description("A block comes home while the holder lets the exhausted slab go.")
    @Outcome(id = "NONE, LIST, LISTED carved=2 count=1 head=0", expect = ACCEPTABLE,
            desc = "push before un-hold: the holder announces the slab")
    @Outcome(id = "LIST, NONE, LISTED carved=2 count=1 head=0", expect = ACCEPTABLE,
            desc = "un-hold before push: the slab was full, the pusher announces it")
    @Outcome(expect = FORBIDDEN, desc = "a slab with a free block that nobody announces")
    public static class PushUnhold {
        @Actor
        public void pusher(Exhausted s, LLL_Result r) {
            r.r1 = s.push(0);
        }

        @Actor
        public void holder(Exhausted s, LLL_Result r) {
            r.r2 = BatchRefill.unhold(s.slab);
        }

        @Arbiter
        public void end(Exhausted s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "push", second = "unhold")
    @Description("The last block comes home while the holder lets the slab go.")
    @Outcome(id = "NONE, RETIRE, DEAD carved=2 count=2 head=0", expect = ACCEPTABLE,
            desc = "push before un-hold: the holder retires the slab")
    @Outcome(id = "RETIRE, LIST, DEAD carved=2 count=2 head=0", expect = ACCEPTABLE,
            desc = "un-hold before push: the holder announces, the pusher retires")
    @Outcome(expect = FORBIDDEN, desc = "an empty slab that nobody retires, or two do")
    public static class LastPushUnhold {
        @Actor
        public void pusher(OneHome s, LLL_Result r) {
            r.r1 = s.push(0);
        }

        @Actor
        public void holder(OneHome s, LLL_Result r) {
            r.r2 = BatchRefill.unhold(s.slab);
        }

        @Arbiter
        public void end(OneHome s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "push", second = "hold")
    @Description("The last block comes home while the slab is adopted.")
    @Outcome(id = "RETIRE, false, DEAD carved=2 count=2 head=0", expect = ACCEPTABLE,
            desc = "push before hold: the slab is dead, the adopter goes on")
    @Outcome(id = "NONE, true, HELD carved=2 count=2 head=0", expect = ACCEPTABLE,
            desc = "hold before push: the slab stays with its holder")
    @Outcome(expect = FORBIDDEN, desc = "a dead slab adopted, or an empty one with nobody")
    public static class LastPushHold {
        @Actor
        public void pusher(ListedLastOut s, LZL_Result r) {
            r.r1 = s.push(0);
        }

        @Actor
        public void adopter(ListedLastOut s, LZL_Result r) {
            r.r2 = BatchRefill.hold(s.slab);
        }

        @Arbiter
        public void end(ListedLastOut s, LZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "push", second = "retire")
    @Description("The last block comes home to a held slab while a reclaimer looks whether it can be retired.")
    @Outcome(id = "NONE, RETIRE, DEAD carved=2 count=2 head=0", expect = ACCEPTABLE,
            desc = "push before retire: all is home, the reclaimer retires the slab")
    @Outcome(id = "NONE, REFUSED, HELD carved=2 count=2 head=0", expect = ACCEPTABLE,
            desc = "retire before push: refused, the slab stays with its holder")
    @Outcome(expect = FORBIDDEN, desc = "retired with a block out")
    public static class LastPushRetire {
        @Actor
        public void pusher(OneHome s, LLL_Result r) {
            r.r1 = s.push(0);
        }

        @Actor
        public void reclaimer(OneHome s, LLL_Result r) {
            r.r2 = BatchRefill.retire(s.slab);
        }

        @Arbiter
        public void end(OneHome s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = {"admit", "push"}, second = {"refill", "unlink"})
    @Description("What the freeing thread wrote into a block, plainly, before it pushed it.")
    @Outcome(id = "7", expect = ACCEPTABLE,
            desc = "push before refill: the compareAndSet of the push orders the write before the read")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "refill before push: the block is not in the batch")
    @Outcome(expect = FORBIDDEN, desc = "the taker of a block misses a write of the one who freed it")
    @State
    public static class ContentsThroughTheWord {
        private final SlabWord slab = SlabFixture.held(1, 1);
        // Plain: the word orders it.
        private int contents;

        @Actor
        public void pusher() {
            contents = 7;
            SlabFixture.push(slab, 0);
        }

        @Actor
        public void holder(I_Result r) {
            r.r1 = SlabFixture.take(slab, 0) == 1 ? contents : -1;
        }
    }
}
