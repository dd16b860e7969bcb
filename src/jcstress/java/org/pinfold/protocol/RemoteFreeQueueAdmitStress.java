package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ILI_Result;
import org.openjdk.jcstress.infra.results.LLI_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;

/** Outcome tables of {@link RemoteFreeQueue#admit}: a block hangs in one chain, whatever its pushers believe. */
public final class RemoteFreeQueueAdmitStress {
    private RemoteFreeQueueAdmitStress() {
    }

    @JCStressTest
    @Description("Two magazines list one block, after a double free, and both bring it home.")
    @Outcome(id = "NONE, REFUSED, 1", expect = Expect.ACCEPTABLE, desc = "the first one is admitted")
    @Outcome(id = "REFUSED, NONE, 1", expect = Expect.ACCEPTABLE, desc = "the second one is admitted")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the block hangs in the chain twice, or not at all")
    @State
    public static class AdmitAdmit {
        private final SlabWord slab = SlabFixture.held(2, 2);

        @Actor
        public void first(LLI_Result r) {
            r.r1 = SlabFixture.push(slab, 0);
        }

        @Actor
        public void second(LLI_Result r) {
            r.r2 = SlabFixture.push(slab, 0);
        }

        @Arbiter
        public void rest(LLI_Result r) {
            r.r3 = SlabFixture.takeRest(slab);
        }
    }

    @JCStressTest
    @Description("A second entry for a block is brought home while the holder takes the block from the chain.")
    @Outcome(id = "1, REFUSED, 0", expect = Expect.ACCEPTABLE,
            desc = "push before unlink: the block still hangs in a chain")
    @Outcome(id = "1, NONE, 1", expect = Expect.ACCEPTABLE,
            desc = "unlink before push: the block is out, and comes home again")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a link that two threads write")
    @State
    public static class AdmitUnlink {
        private final SlabWord slab = SlabFixture.held(2, 2, 0);

        @Actor
        public void holder(ILI_Result r) {
            r.r1 = SlabFixture.take(slab, 0);
        }

        @Actor
        public void pusher(ILI_Result r) {
            r.r2 = SlabFixture.push(slab, 0);
        }

        @Arbiter
        public void rest(ILI_Result r) {
            r.r3 = SlabFixture.takeRest(slab);
        }
    }

    @JCStressTest
    @Description("An admission beside a plain write of the neighbouring link.")
    @Outcome(id = "true, 65535, 2", expect = Expect.ACCEPTABLE,
            desc = "both are there: the compareAndSet keeps the links beside it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a link lost to a write of its neighbour")
    @State
    public static class NeighbourAdmit {
        private final SlabWord slab = SlabFixture.held(3, 3);

        @Actor
        public void admitter(ZII_Result r) {
            r.r1 = RemoteFreeQueue.admit(slab, 0);
        }

        @Actor
        public void linker() {
            slab.link(1, 2);
        }

        @Arbiter
        public void end(ZII_Result r) {
            r.r2 = slab.next(0);
            r.r3 = slab.next(1);
        }
    }

    @JCStressTest
    @Description("Two threads bring home two blocks while one is out: one of them is broken.")
    @Outcome(id = "NONE, REFUSED, HELD carved=1 count=1 head=0", expect = Expect.ACCEPTABLE,
            desc = "the first one came first")
    @Outcome(id = "REFUSED, NONE, HELD carved=1 count=1 head=1", expect = Expect.ACCEPTABLE,
            desc = "the second one came first")
    @Outcome(expect = Expect.FORBIDDEN, desc = "more blocks home than were ever given out")
    @State
    public static class TooMany {
        private final SlabWord slab = SlabFixture.held(2, 1);

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
}
