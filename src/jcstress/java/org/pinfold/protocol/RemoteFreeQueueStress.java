package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.LII_Result;
import org.openjdk.jcstress.infra.results.LLI_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LZL_Result;

/** Outcome tables of {@link RemoteFreeQueue}: blocks come home while the slab is used, let go, adopted and retired. */
public final class RemoteFreeQueueStress {
    private RemoteFreeQueueStress() {
    }

    @JCStressTest
    @Description("A chain of two comes home while the holder takes all that is home and walks it.")
    @Outcome(id = "NONE, 234, 0", expect = Expect.ACCEPTABLE,
            desc = "push before refill: the batch is the whole chain, correctly linked")
    @Outcome(id = "NONE, 4, 23", expect = Expect.ACCEPTABLE,
            desc = "refill before push: the chain waits for the next batch")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a link read before it was written, or a block lost or doubled")
    @State
    public static class PushRefill {
        private final SlabWord slab = SlabFixture.held(4, 4, 3);

        @Actor
        public void pusher(LII_Result r) {
            r.r1 = SlabFixture.push(slab, 1, 2);
        }

        @Actor
        public void holder(LII_Result r) {
            r.r2 = SlabFixture.take(slab, 0);
        }

        @Arbiter
        public void rest(LII_Result r) {
            r.r3 = SlabFixture.takeRest(slab);
        }
    }

    @JCStressTest
    @Description("The same with a chain whose tail the pusher has to find.")
    @Outcome(id = "NONE, 234, 0", expect = Expect.ACCEPTABLE,
            desc = "push before refill: the batch is the whole chain, correctly linked")
    @Outcome(id = "NONE, 4, 23", expect = Expect.ACCEPTABLE,
            desc = "refill before push: the chain waits for the next batch")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a link read before it was written, or a block lost or doubled")
    @State
    public static class UnknownTailRefill {
        private final SlabWord slab = SlabFixture.held(4, 4, 3);

        @Actor
        public void pusher(LII_Result r) {
            SlabFixture.chain(slab, 1, 2);
            r.r1 = RemoteFreeQueue.push(slab, 1, RemoteFreeQueue.UNKNOWN, 2);
        }

        @Actor
        public void holder(LII_Result r) {
            r.r2 = SlabFixture.take(slab, 0);
        }

        @Arbiter
        public void rest(LII_Result r) {
            r.r3 = SlabFixture.takeRest(slab);
        }
    }

    @JCStressTest
    @Description("Two threads bring blocks home to a full slab.")
    @Outcome(id = "LIST, NONE, 2341", expect = Expect.ACCEPTABLE,
            desc = "the single block came first: its pusher announces the slab")
    @Outcome(id = "NONE, LIST, 1234", expect = Expect.ACCEPTABLE,
            desc = "the chain came first: its pusher announces the slab")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a block lost or doubled, or the slab announced twice or by nobody")
    @State
    public static class PushPush {
        private final SlabWord slab = SlabFixture.free(5, 5);

        @Actor
        public void single(LLI_Result r) {
            r.r1 = SlabFixture.push(slab, 0);
        }

        @Actor
        public void chain(LLI_Result r) {
            r.r2 = SlabFixture.push(slab, 1, 2, 3);
        }

        @Arbiter
        public void rest(LLI_Result r) {
            r.r3 = SlabFixture.takeRest(slab);
        }
    }

    @JCStressTest
    @Description("The last two blocks come home to a full slab.")
    @Outcome(id = "LIST, RETIRE, DEAD carved=2 count=2 head=1", expect = Expect.ACCEPTABLE,
            desc = "the first one announces, the second one retires")
    @Outcome(id = "RETIRE, LIST, DEAD carved=2 count=2 head=0", expect = Expect.ACCEPTABLE,
            desc = "the second one announces, the first one retires")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a duty given twice or to nobody")
    @State
    public static class LastPushPush {
        private final SlabWord slab = SlabFixture.free(2, 2);

        @Actor
        public void first(LLL_Result r) {
            r.r1 = SlabFixture.push(slab, 0);
        }

        @Actor
        public void second(LLL_Result r) {
            r.r2 = SlabFixture.push(slab, 1);
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("A block comes home while the holder lets the exhausted slab go.")
    @Outcome(id = "NONE, LIST, LISTED carved=2 count=1 head=0", expect = Expect.ACCEPTABLE,
            desc = "push before un-hold: the holder announces the slab")
    @Outcome(id = "LIST, NONE, LISTED carved=2 count=1 head=0", expect = Expect.ACCEPTABLE,
            desc = "un-hold before push: the slab was full, the pusher announces it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a slab with a free block that nobody announces")
    @State
    public static class PushUnhold {
        private final SlabWord slab = SlabFixture.held(2, 2);

        @Actor
        public void pusher(LLL_Result r) {
            r.r1 = SlabFixture.push(slab, 0);
        }

        @Actor
        public void holder(LLL_Result r) {
            r.r2 = BatchRefill.unhold(slab);
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("The last block comes home while the holder lets the slab go.")
    @Outcome(id = "NONE, RETIRE, DEAD carved=2 count=2 head=0", expect = Expect.ACCEPTABLE,
            desc = "push before un-hold: the holder retires the slab")
    @Outcome(id = "RETIRE, LIST, DEAD carved=2 count=2 head=0", expect = Expect.ACCEPTABLE,
            desc = "un-hold before push: the holder announces, the pusher retires")
    @Outcome(expect = Expect.FORBIDDEN, desc = "an empty slab that nobody retires, or two do")
    @State
    public static class LastPushUnhold {
        private final SlabWord slab = SlabFixture.held(2, 2, 1);

        @Actor
        public void pusher(LLL_Result r) {
            r.r1 = SlabFixture.push(slab, 0);
        }

        @Actor
        public void holder(LLL_Result r) {
            r.r2 = BatchRefill.unhold(slab);
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("The last block comes home while the slab is adopted.")
    @Outcome(id = "RETIRE, false, DEAD carved=2 count=2 head=0", expect = Expect.ACCEPTABLE,
            desc = "push before hold: the slab is dead, the adopter goes on")
    @Outcome(id = "NONE, true, HELD carved=2 count=2 head=0", expect = Expect.ACCEPTABLE,
            desc = "hold before push: the slab stays with its holder")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a dead slab adopted, or an empty one with nobody")
    @State
    public static class LastPushHold {
        private final SlabWord slab = SlabFixture.free(2, 2, 1);

        @Actor
        public void pusher(LZL_Result r) {
            r.r1 = SlabFixture.push(slab, 0);
        }

        @Actor
        public void adopter(LZL_Result r) {
            r.r2 = BatchRefill.hold(slab);
        }

        @Arbiter
        public void end(LZL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("The last block comes home to a held slab while a reclaimer looks whether it can be retired.")
    @Outcome(id = "NONE, RETIRE, DEAD carved=2 count=2 head=0", expect = Expect.ACCEPTABLE,
            desc = "push before retire: all is home, the reclaimer retires the slab")
    @Outcome(id = "NONE, REFUSED, HELD carved=2 count=2 head=0", expect = Expect.ACCEPTABLE,
            desc = "retire before push: refused, the slab stays with its holder")
    @Outcome(expect = Expect.FORBIDDEN, desc = "retired with a block out")
    @State
    public static class LastPushRetire {
        private final SlabWord slab = SlabFixture.held(2, 2, 1);

        @Actor
        public void pusher(LLL_Result r) {
            r.r1 = SlabFixture.push(slab, 0);
        }

        @Actor
        public void reclaimer(LLL_Result r) {
            r.r2 = BatchRefill.retire(slab);
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = SlabFixture.end(slab);
        }
    }

    @JCStressTest
    @Description("What the freeing thread wrote into a block, plainly, before it pushed it.")
    @Outcome(id = "7", expect = Expect.ACCEPTABLE,
            desc = "push before refill: the compareAndSet of the push orders the write before the read")
    @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "refill before push: the block is not in the batch")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the taker of a block misses a write of the one who freed it")
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
