package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IB_Result;
import org.openjdk.jcstress.infra.results.ZZB_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.pinfold.jcstress.Apart;
import org.pinfold.jcstress.Operations;
import org.pinfold.jcstress.Race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link BlockState}: what exact and plain frees catch, and what orders the plain accesses. */
@Operations(of = BlockState.class, changes = {"carve", "allocate", "free", "freeExactly", "goHome", "take"})
@Apart(first = "carve", second = {"carve", "allocate", "goHome", "take"},
        because = "a block that was never given out is in no magazine and no chain, and one refill carves it")
@Apart(first = "take", second = "take", because = "one refill takes the chain that the block hangs in")
public final class BlockStateStress {
    private BlockStateStress() {
    }

    /** The kind of all blocks here. */
    static final byte KIND = 1;

    /** Blocks 0 and 1, which users have. */
    @State
    public static class Allocated {
        final byte[] states = {KIND, KIND};

        boolean free(int block) {
            return BlockState.free(states, block) == KIND;
        }

        boolean freeExactly(int block) {
            return BlockState.freeExactly(states, block) == KIND;
        }

        boolean allocate(int block) {
            return BlockState.allocate(states, block, KIND);
        }
    }

    /** Block 0, which is its slab's only one, lies in the magazines of both actors, after a double free. */
    @State
    public static class Cached extends Allocated {
        final SlabWord slab = SlabFixture.held(1, 1);

        public Cached() {
            states[0] = -KIND;
        }

        boolean goHome() {
            return SlabFixture.goHome(slab, states, 0, KIND);
        }
    }

    @JCStressTest
    @Race(first = "freeExactly", second = "freeExactly")
    @Description("Two exact frees of one block race.")
    @Outcome(id = "true, false, -1", expect = ACCEPTABLE, desc = "the first one wins, the block is CACHED")
    @Outcome(id = "false, true, -1", expect = ACCEPTABLE, desc = "the second one wins, the block is CACHED")
    @Outcome(expect = FORBIDDEN, desc = "a double free that both pass, or none")
    public static class FreeExactlyFreeExactly {
        @Actor
        public void first(Allocated s, ZZB_Result r) {
            r.r1 = s.freeExactly(0);
        }

        @Actor
        public void second(Allocated s, ZZB_Result r) {
            r.r2 = s.freeExactly(0);
        }

        @Arbiter
        public void end(Allocated s, ZZB_Result r) {
            r.r3 = s.states[0];
        }
    }

    @JCStressTest
    @Race(first = "free", second = "free")
    @Description("Two plain frees of one block race.")
    @Outcome(id = "true, false, -1", expect = ACCEPTABLE,
            desc = "the second one read what the first had written: caught")
    @Outcome(id = "false, true, -1", expect = ACCEPTABLE,
            desc = "the first one read what the second had written: caught")
    @Outcome(id = "true, true, -1", expect = ACCEPTABLE_INTERESTING,
            desc = "both read ALLOCATED, the price of a plain free: the block lies in two magazines")
    @Outcome(id = "false, false, .*", expect = FORBIDDEN, desc = "impossible: one of them read ALLOCATED")
    @Outcome(expect = FORBIDDEN, desc = "any other end")
    public static class FreeFree {
        @Actor
        public void first(Allocated s, ZZB_Result r) {
            r.r1 = s.free(0);
        }

        @Actor
        public void second(Allocated s, ZZB_Result r) {
            r.r2 = s.free(0);
        }

        @Arbiter
        public void end(Allocated s, ZZB_Result r) {
            r.r3 = s.states[0];
        }
    }

    @JCStressTest
    @Race(first = "free", second = {"free", "goHome"})
    @Description("A plain free races with another one whose thread brings the block home at once.")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE,
            desc = "the other free was caught; the block comes home once, from the first magazine")
    @Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "the first free was caught; the block is home")
    @Outcome(id = "true, true, 0", expect = ACCEPTABLE_INTERESTING,
            desc = "both read ALLOCATED: the block is home, and is not admitted a second time")
    @Outcome(expect = FORBIDDEN, desc = "the block home twice, or not at all")
    @State
    public static class FreeFreeHome extends Allocated {
        private final SlabWord slab = SlabFixture.held(1, 1);

        @Actor
        public void freer(ZZI_Result r) {
            r.r1 = free(0);
        }

        @Actor
        public void flusher(ZZI_Result r) {
            r.r2 = free(0) && SlabFixture.goHome(slab, states, 0, KIND);
        }

        @Arbiter
        public void home(ZZI_Result r) {
            r.r3 = r.r1 && SlabFixture.goHome(slab, states, 0, KIND) ? 1 : 0;
        }
    }

    @JCStressTest
    @Race(first = "free", second = "free")
    @Description("Two plain frees of one block, the second one ordered after the first by a volatile flag.")
    @Outcome(id = "true, true, false", expect = ACCEPTABLE,
            desc = "the flag was seen, so the second free reads what the first wrote and is caught")
    @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "the flag was not seen: no second free")
    @Outcome(expect = FORBIDDEN, desc = "a double free passes although it happens after the first")
    @State
    public static class OrderedFrees extends Allocated {
        private volatile boolean freed;

        @Actor
        public void first(ZZZ_Result r) {
            r.r1 = free(0);
            freed = true;
        }

        @Actor
        public void second(ZZZ_Result r) {
            if (freed) {
                r.r2 = true;
                r.r3 = free(0);
            }
        }
    }

    @JCStressTest
    @Race(first = "free", second = "free")
    @Description("Two plain frees of neighbouring blocks.")
    @Outcome(id = "true, true, -11", expect = ACCEPTABLE, desc = "both are CACHED: bytes do not tear")
    @Outcome(expect = FORBIDDEN, desc = "a state lost to a write of its neighbour")
    public static class NeighbourFree {
        @Actor
        public void first(Allocated s, ZZI_Result r) {
            r.r1 = s.free(0);
        }

        @Actor
        public void second(Allocated s, ZZI_Result r) {
            r.r2 = s.free(1);
        }

        @Arbiter
        public void end(Allocated s, ZZI_Result r) {
            r.r3 = 10 * s.states[0] + s.states[1];
        }
    }

    @JCStressTest
    @Race(first = "free", second = "freeExactly")
    @Description("A plain free beside a compareAndSet on the neighbouring byte.")
    @Outcome(id = "true, true, -11", expect = ACCEPTABLE,
            desc = "both are CACHED: the compareAndSet keeps the bytes beside it")
    @Outcome(expect = FORBIDDEN, desc = "a state lost to a write of its neighbour")
    public static class NeighbourFreeExactly {
        @Actor
        public void plain(Allocated s, ZZI_Result r) {
            r.r1 = s.free(0);
        }

        @Actor
        public void exact(Allocated s, ZZI_Result r) {
            r.r2 = s.freeExactly(1);
        }

        @Arbiter
        public void end(Allocated s, ZZI_Result r) {
            r.r3 = 10 * s.states[0] + s.states[1];
        }
    }

    @JCStressTest
    @Race(first = {"free", "goHome"}, second = {"take", "allocate"})
    @Description("The plain accesses of take and allocate, after the word has brought the block over.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE,
            desc = "push before refill: the taker sees IN_SLAB, the user gets a CACHED block")
    @Outcome(id = "0, -128", expect = ACCEPTABLE, desc = "refill before push: the block stays IN_SLAB")
    @Outcome(expect = FORBIDDEN, desc = "the taker of a block misses its state")
    @State
    public static class TakeAfterPush extends Allocated {
        private final SlabWord slab = SlabFixture.held(1, 1);

        @Actor
        public void freer() {
            free(0);
            SlabFixture.goHome(slab, states, 0, KIND);
            RemoteFreeQueue.push(slab, 0, 0, 1);
        }

        @Actor
        public void taker(IB_Result r) {
            if (SlabFixture.take(slab, 0) == 1) {
                r.r1 = BlockState.take(states, 0, KIND) && allocate(0) ? 1 : -1;
            }
        }

        @Arbiter
        public void end(IB_Result r) {
            r.r2 = states[0];
        }
    }
}
