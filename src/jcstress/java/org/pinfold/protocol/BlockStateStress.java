package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IB_Result;
import org.openjdk.jcstress.infra.results.ZZB_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Outcome tables of {@link BlockState}: what exact and plain frees catch, and what orders the plain accesses. */
public final class BlockStateStress {
    /** The kind of all blocks here. */
    private static final int KIND = 1;
    private static final byte ALLOCATED = KIND;
    private static final byte CACHED = -KIND;

    private BlockStateStress() {
    }

    private static boolean free(byte[] states, int block) {
        return BlockState.free(states, block) == KIND;
    }

    private static boolean freeExactly(byte[] states, int block) {
        return BlockState.freeExactly(states, block) == KIND;
    }

    @JCStressTest
    @Description("Two exact frees of one block race.")
    @Outcome(id = "true, false, -1", expect = Expect.ACCEPTABLE, desc = "the first one wins, the block is CACHED")
    @Outcome(id = "false, true, -1", expect = Expect.ACCEPTABLE, desc = "the second one wins, the block is CACHED")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a double free that both pass, or none")
    @State
    public static class FreeExactlyFreeExactly {
        private final byte[] states = {ALLOCATED};

        @Actor
        public void first(ZZB_Result r) {
            r.r1 = freeExactly(states, 0);
        }

        @Actor
        public void second(ZZB_Result r) {
            r.r2 = freeExactly(states, 0);
        }

        @Arbiter
        public void end(ZZB_Result r) {
            r.r3 = states[0];
        }
    }

    @JCStressTest
    @Description("Two plain frees of one block race.")
    @Outcome(id = "true, false, -1", expect = Expect.ACCEPTABLE,
            desc = "the second one read what the first had written: caught")
    @Outcome(id = "false, true, -1", expect = Expect.ACCEPTABLE,
            desc = "the first one read what the second had written: caught")
    @Outcome(id = "true, true, -1", expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "both read ALLOCATED, the price of a plain free: the block lies in two magazines")
    @Outcome(id = "false, false, .*", expect = Expect.FORBIDDEN, desc = "impossible: one of them read ALLOCATED")
    @Outcome(expect = Expect.FORBIDDEN, desc = "any other end")
    @State
    public static class FreeFree {
        private final byte[] states = {ALLOCATED};

        @Actor
        public void first(ZZB_Result r) {
            r.r1 = free(states, 0);
        }

        @Actor
        public void second(ZZB_Result r) {
            r.r2 = free(states, 0);
        }

        @Arbiter
        public void end(ZZB_Result r) {
            r.r3 = states[0];
        }
    }

    @JCStressTest
    @Description("A plain free races with another one whose thread brings the block home at once.")
    @Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE,
            desc = "the other free was caught; the block comes home once, from the first magazine")
    @Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE, desc = "the first free was caught; the block is home")
    @Outcome(id = "true, true, 0", expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "both read ALLOCATED: the block is home, and is not admitted a second time")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the block home twice, or not at all")
    @State
    public static class FreeFreeHome {
        private final SlabWord slab = SlabFixture.held(1, 1);
        private final byte[] states = {ALLOCATED};

        @Actor
        public void freer(ZZI_Result r) {
            r.r1 = free(states, 0);
        }

        @Actor
        public void flusher(ZZI_Result r) {
            r.r2 = free(states, 0) && SlabFixture.goHome(slab, states, 0, KIND);
        }

        @Arbiter
        public void home(ZZI_Result r) {
            r.r3 = r.r1 && SlabFixture.goHome(slab, states, 0, KIND) ? 1 : 0;
        }
    }

    @JCStressTest
    @Description("Two plain frees of one block, the second one ordered after the first by a volatile flag.")
    @Outcome(id = "true, true, false", expect = Expect.ACCEPTABLE,
            desc = "the flag was seen, so the second free reads what the first wrote and is caught")
    @Outcome(id = "true, false, false", expect = Expect.ACCEPTABLE, desc = "the flag was not seen: no second free")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a double free passes although it happens after the first")
    @State
    public static class OrderedFrees {
        private final byte[] states = {ALLOCATED};
        private volatile boolean freed;

        @Actor
        public void first(ZZZ_Result r) {
            r.r1 = free(states, 0);
            freed = true;
        }

        @Actor
        public void second(ZZZ_Result r) {
            if (freed) {
                r.r2 = true;
                r.r3 = free(states, 0);
            }
        }
    }

    @JCStressTest
    @Description("Two magazines that list one block bring it home, each after asking for admission.")
    @Outcome(id = "true, false, -128", expect = Expect.ACCEPTABLE,
            desc = "the first one is admitted, the block is IN_SLAB")
    @Outcome(id = "false, true, -128", expect = Expect.ACCEPTABLE,
            desc = "the second one is admitted, the block is IN_SLAB")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a block that hangs in its chain twice")
    @State
    public static class GoHomeGoHome {
        private final SlabWord slab = SlabFixture.held(1, 1);
        private final byte[] states = {CACHED};

        @Actor
        public void first(ZZB_Result r) {
            r.r1 = SlabFixture.goHome(slab, states, 0, KIND);
        }

        @Actor
        public void second(ZZB_Result r) {
            r.r2 = SlabFixture.goHome(slab, states, 0, KIND);
        }

        @Arbiter
        public void end(ZZB_Result r) {
            r.r3 = states[0];
        }
    }

    @JCStressTest
    @Description("After a double free: one magazine hands the block out, the other one brings it home.")
    @Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE,
            desc = "allocate before goHome: the second entry is caught at once")
    @Outcome(id = "false, true, -128", expect = Expect.ACCEPTABLE,
            desc = "goHome before allocate: the second entry is caught at once")
    @Outcome(id = "true, true, 1", expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "both read CACHED, allocate wrote last: take will find ALLOCATED in the chain")
    @Outcome(id = "true, true, -128", expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "both read CACHED, goHome wrote last: not caught before the user frees the block")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both refused, or any other end")
    @State
    public static class AllocateGoHome {
        private final SlabWord slab = SlabFixture.held(1, 1);
        private final byte[] states = {CACHED};

        @Actor
        public void allocator(ZZB_Result r) {
            r.r1 = BlockState.allocate(states, 0, KIND);
        }

        @Actor
        public void flusher(ZZB_Result r) {
            r.r2 = SlabFixture.goHome(slab, states, 0, KIND);
        }

        @Arbiter
        public void end(ZZB_Result r) {
            r.r3 = states[0];
        }
    }

    @JCStressTest
    @Description("After a double free: both magazines hand the block out.")
    @Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE,
            desc = "the first one has the block, the second entry is caught")
    @Outcome(id = "false, true, 1", expect = Expect.ACCEPTABLE,
            desc = "the second one has the block, the first entry is caught")
    @Outcome(id = "true, true, 1", expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "both read CACHED: a racing double free with racing allocations after it is not caught")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both refused")
    @State
    public static class AllocateAllocate {
        private final byte[] states = {CACHED};

        @Actor
        public void first(ZZB_Result r) {
            r.r1 = BlockState.allocate(states, 0, KIND);
        }

        @Actor
        public void second(ZZB_Result r) {
            r.r2 = BlockState.allocate(states, 0, KIND);
        }

        @Arbiter
        public void end(ZZB_Result r) {
            r.r3 = states[0];
        }
    }

    @JCStressTest
    @Description("Two plain frees of neighbouring blocks.")
    @Outcome(id = "true, true, -11", expect = Expect.ACCEPTABLE, desc = "both are CACHED: bytes do not tear")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a state lost to a write of its neighbour")
    @State
    public static class NeighbourFree {
        private final byte[] states = {ALLOCATED, ALLOCATED};

        @Actor
        public void first(ZZI_Result r) {
            r.r1 = free(states, 0);
        }

        @Actor
        public void second(ZZI_Result r) {
            r.r2 = free(states, 1);
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r3 = 10 * states[0] + states[1];
        }
    }

    @JCStressTest
    @Description("A plain free beside a compareAndSet on the neighbouring byte.")
    @Outcome(id = "true, true, -11", expect = Expect.ACCEPTABLE,
            desc = "both are CACHED: the compareAndSet keeps the bytes beside it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a state lost to a write of its neighbour")
    @State
    public static class NeighbourFreeExactly {
        private final byte[] states = {ALLOCATED, ALLOCATED};

        @Actor
        public void plain(ZZI_Result r) {
            r.r1 = free(states, 0);
        }

        @Actor
        public void exact(ZZI_Result r) {
            r.r2 = freeExactly(states, 1);
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r3 = 10 * states[0] + states[1];
        }
    }

    @JCStressTest
    @Description("The plain accesses of take and allocate, after the word has brought the block over.")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE,
            desc = "push before refill: the taker sees IN_SLAB, the user gets a CACHED block")
    @Outcome(id = "0, -128", expect = Expect.ACCEPTABLE, desc = "refill before push: the block stays IN_SLAB")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the taker of a block misses its state")
    @State
    public static class TakeAfterPush {
        private final SlabWord slab = SlabFixture.held(1, 1);
        private final byte[] states = {ALLOCATED};

        @Actor
        public void freer() {
            free(states, 0);
            SlabFixture.goHome(slab, states, 0, KIND);
            RemoteFreeQueue.push(slab, 0, 0, 1);
        }

        @Actor
        public void taker(IB_Result r) {
            if (SlabFixture.take(slab, 0) == 1) {
                r.r1 = BlockState.take(states, 0, KIND) && BlockState.allocate(states, 0, KIND) ? 1 : -1;
            }
        }

        @Arbiter
        public void end(IB_Result r) {
            r.r2 = states[0];
        }
    }
}
