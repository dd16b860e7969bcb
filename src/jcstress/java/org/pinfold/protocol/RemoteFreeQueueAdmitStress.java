package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ILI_Result;
import org.openjdk.jcstress.infra.results.LLI_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.SlabStates.Exhausted;
import org.pinfold.protocol.SlabStates.OneCarved;
import org.pinfold.protocol.SlabStates.OtherHome;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link RemoteFreeQueue#admit}: a block hangs in one chain, whatever its pushers believe. */
public final class RemoteFreeQueueAdmitStress {
    private RemoteFreeQueueAdmitStress() {
    }

    @JCStressTest
    @Race(first = {"admit", "push"}, second = {"admit", "push"})
    @Description("Two magazines list one block, after a double free, and both bring it home.")
    @Outcome(id = "NONE, REFUSED, 1", expect = ACCEPTABLE, desc = "the first one is admitted")
    @Outcome(id = "REFUSED, NONE, 1", expect = ACCEPTABLE, desc = "the second one is admitted")
    @Outcome(expect = FORBIDDEN, desc = "the block hangs in the chain twice, or not at all")
    public static class AdmitAdmit {
        @Actor
        public void first(Exhausted s, LLI_Result r) {
            r.r1 = s.push(0);
        }

        @Actor
        public void second(Exhausted s, LLI_Result r) {
            r.r2 = s.push(0);
        }

        @Arbiter
        public void rest(Exhausted s, LLI_Result r) {
            r.r3 = s.takeRest();
        }
    }

    @JCStressTest
    @Race(first = {"refill", "unlink"}, second = {"admit", "push"})
    @Description("A second entry for a block is brought home while the holder takes the block from the chain.")
    @Outcome(id = "1, REFUSED, 0", expect = ACCEPTABLE, desc = "push before unlink: the block still hangs in a chain")
    @Outcome(id = "1, NONE, 1", expect = ACCEPTABLE,
            desc = "unlink before push: the block is out, and comes home again")
    @Outcome(expect = FORBIDDEN, desc = "a link that two threads write")
    public static class AdmitUnlink {
        @Actor
        public void holder(OtherHome s, ILI_Result r) {
            r.r1 = s.take(0);
        }

        @Actor
        public void pusher(OtherHome s, ILI_Result r) {
            r.r2 = s.push(0);
        }

        @Arbiter
        public void rest(OtherHome s, ILI_Result r) {
            r.r3 = s.takeRest();
        }
    }

    @JCStressTest
    @Race(first = "admit", second = "link")
    @Description("An admission beside a plain write of the neighbouring link.")
    @Outcome(id = "true, 65535, 2", expect = ACCEPTABLE,
            desc = "both are there: the compareAndSet keeps the links beside it")
    @Outcome(expect = FORBIDDEN, desc = "a link lost to a write of its neighbour")
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
    @Race(first = "push", second = "push")
    @Description("Two threads bring home two blocks while one is out: one of them is broken.")
    @Outcome(id = "NONE, REFUSED, HELD carved=1 count=1 head=0", expect = ACCEPTABLE, desc = "the first one came first")
    @Outcome(id = "REFUSED, NONE, HELD carved=1 count=1 head=1", expect = ACCEPTABLE,
            desc = "the second one came first")
    @Outcome(expect = FORBIDDEN, desc = "more blocks home than were ever given out")
    public static class TooMany {
        @Actor
        public void first(OneCarved s, LLL_Result r) {
            r.r1 = s.push(0);
        }

        @Actor
        public void second(OneCarved s, LLL_Result r) {
            r.r2 = s.push(1);
        }

        @Arbiter
        public void end(OneCarved s, LLL_Result r) {
            r.r3 = s.end();
        }
    }
}
