package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.ZZB_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.BlockStateStress.Cached;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static org.pinfold.protocol.BlockStateStress.KIND;

/** Outcome tables of {@link BlockState} after double frees, and of frees that come too late. */
public final class BlockStateMisuseStress {
    private BlockStateMisuseStress() {
    }

    /** Block 0 hangs in its slab's chain, and has a second entry in a magazine. */
    @State
    public static class InSlab extends Cached {
        public InSlab() {
            SlabFixture.goHome(slab, states, 0, KIND);
            RemoteFreeQueue.push(slab, 0, 0, 1);
        }
    }

    /** A block in a magazine, one in a chain that was taken, and one that was never given out. */
    @State
    public static class Ways {
        final byte[] states = {-KIND, BlockState.IN_SLAB, BlockState.UNCARVED};

        String move() {
            return BlockState.goHome(states, 0, KIND) + " " + BlockState.take(states, 1, KIND) + " "
                    + BlockState.carve(states, 2, KIND);
        }

        boolean free(int block) {
            return BlockState.free(states, block) != BlockState.NOT_ALLOCATED;
        }

        boolean freeExactly(int block) {
            return BlockState.freeExactly(states, block) != BlockState.NOT_ALLOCATED;
        }
    }

    @JCStressTest
    @Race(first = "goHome", second = "goHome")
    @Description("Two magazines that list one block bring it home, each after asking for admission.")
    @Outcome(id = "true, false, -128", expect = ACCEPTABLE, desc = "the first one is admitted, the block is IN_SLAB")
    @Outcome(id = "false, true, -128", expect = ACCEPTABLE, desc = "the second one is admitted, the block is IN_SLAB")
    @Outcome(expect = FORBIDDEN, desc = "a block that hangs in its chain twice")
    public static class GoHomeGoHome {
        @Actor
        public void first(Cached s, ZZB_Result r) {
            r.r1 = s.goHome();
        }

        @Actor
        public void second(Cached s, ZZB_Result r) {
            r.r2 = s.goHome();
        }

        @Arbiter
        public void end(Cached s, ZZB_Result r) {
            r.r3 = s.states[0];
        }
    }

    @JCStressTest
    @Race(first = "allocate", second = "goHome")
    @Description("After a double free: one magazine hands the block out, the other one brings it home.")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE,
            desc = "allocate before goHome: the second entry is caught at once")
    @Outcome(id = "false, true, -128", expect = ACCEPTABLE,
            desc = "goHome before allocate: the second entry is caught at once")
    @Outcome(id = "true, true, 1", expect = ACCEPTABLE_INTERESTING,
            desc = "both read CACHED, allocate wrote last: take will find ALLOCATED in the chain")
    @Outcome(id = "true, true, -128", expect = ACCEPTABLE_INTERESTING,
            desc = "both read CACHED, goHome wrote last: not caught before the user frees the block")
    @Outcome(expect = FORBIDDEN, desc = "both refused, or any other end")
    public static class AllocateGoHome {
        @Actor
        public void allocator(Cached s, ZZB_Result r) {
            r.r1 = s.allocate(0);
        }

        @Actor
        public void flusher(Cached s, ZZB_Result r) {
            r.r2 = s.goHome();
        }

        @Arbiter
        public void end(Cached s, ZZB_Result r) {
            r.r3 = s.states[0];
        }
    }

    @JCStressTest
    @Race(first = "allocate", second = "allocate")
    @Description("After a double free: both magazines hand the block out.")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE,
            desc = "the first one has the block, the second entry is caught")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE,
            desc = "the second one has the block, the first entry is caught")
    @Outcome(id = "true, true, 1", expect = ACCEPTABLE_INTERESTING,
            desc = "both read CACHED: a racing double free with racing allocations after it is not caught")
    @Outcome(expect = FORBIDDEN, desc = "both refused")
    public static class AllocateAllocate {
        @Actor
        public void first(Cached s, ZZB_Result r) {
            r.r1 = s.allocate(0);
        }

        @Actor
        public void second(Cached s, ZZB_Result r) {
            r.r2 = s.allocate(0);
        }

        @Arbiter
        public void end(Cached s, ZZB_Result r) {
            r.r3 = s.states[0];
        }
    }

    @JCStressTest
    @Race(first = "take", second = "allocate")
    @InTier(Tier.EVIDENCE)
    @Description("The second entry of a block is handed out while a refill takes the block from the chain.")
    @Outcome(id = "true, false, -1", expect = ACCEPTABLE, desc = "allocate before take: the second entry is caught")
    @Outcome(id = "true, true, 1", expect = ACCEPTABLE,
            desc = "take before allocate: one of the two entries has a user, the other is found later")
    @Outcome(expect = FORBIDDEN, desc = "the refill misses its block, or any other end")
    public static class TakeAllocate {
        @Actor
        public void taker(InSlab s, ZZB_Result r) {
            r.r1 = BlockState.take(s.states, 0, KIND);
        }

        @Actor
        public void allocator(InSlab s, ZZB_Result r) {
            r.r2 = s.allocate(0);
        }

        @Arbiter
        public void end(InSlab s, ZZB_Result r) {
            r.r3 = s.states[0];
        }
    }

    @JCStressTest
    @Race(first = "take", second = "goHome")
    @InTier(Tier.EVIDENCE)
    @Description("The second entry of a block is brought home while a refill takes the block from the chain.")
    @Outcome(id = "true, false, -1", expect = ACCEPTABLE,
            desc = "goHome before take: refused, by the link or by the mark")
    @Outcome(id = "true, true, -128", expect = ACCEPTABLE,
            desc = "take before goHome: home again, and the first entry is found later")
    @Outcome(expect = FORBIDDEN, desc = "the refill misses its block, or any other end")
    public static class TakeGoHome {
        @Actor
        public void taker(InSlab s, ZZB_Result r) {
            SlabFixture.take(s.slab, 0);
            r.r1 = BlockState.take(s.states, 0, KIND);
        }

        @Actor
        public void flusher(InSlab s, ZZB_Result r) {
            r.r2 = s.goHome();
        }

        @Arbiter
        public void end(InSlab s, ZZB_Result r) {
            r.r3 = s.states[0];
        }
    }

    @JCStressTest
    @Race(first = "free", second = "allocate")
    @InTier(Tier.EVIDENCE)
    @Description("A block is freed a second time while it is handed out again.")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "free before allocate: caught")
    @Outcome(id = "true, true, -1", expect = ACCEPTABLE,
            desc = "allocate before free: nobody can tell whose free it is")
    @Outcome(expect = FORBIDDEN, desc = "caught although it had a user, or any other end")
    public static class LateAllocate {
        @Actor
        public void allocator(Cached s, ZZB_Result r) {
            r.r1 = s.allocate(0);
        }

        @Actor
        public void freer(Cached s, ZZB_Result r) {
            r.r2 = s.free(0);
        }

        @Arbiter
        public void end(Cached s, ZZB_Result r) {
            r.r3 = s.states[0];
        }
    }

    @JCStressTest
    @Race(first = "free", second = {"goHome", "take", "carve"})
    @InTier(Tier.EVIDENCE)
    @Description("Three blocks are freed that no user has, while they go their ways.")
    @Outcome(id = "true true true, false false false, -128 -1 -1", expect = ACCEPTABLE,
            desc = "in any order: all three are caught, and nothing is disturbed")
    @Outcome(expect = FORBIDDEN, desc = "a free passed, or a step was lost")
    public static class LateHomeTakeCarve {
        @Actor
        public void owner(Ways s, LLL_Result r) {
            r.r1 = s.move();
        }

        @Actor
        public void freer(Ways s, LLL_Result r) {
            r.r2 = s.free(0) + " " + s.free(1) + " " + s.free(2);
        }

        @Arbiter
        public void end(Ways s, LLL_Result r) {
            r.r3 = s.states[0] + " " + s.states[1] + " " + s.states[2];
        }
    }

    @JCStressTest
    @Race(first = "freeExactly", second = "allocate")
    @InTier(Tier.EVIDENCE)
    @Description("A block is freed a second time while it is handed out again, exactly.")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "free before allocate: caught")
    @Outcome(id = "true, true, -1", expect = ACCEPTABLE,
            desc = "allocate before free: nobody can tell whose free it is")
    @Outcome(expect = FORBIDDEN, desc = "caught although it had a user, or any other end")
    public static class LateExactAllocate {
        @Actor
        public void allocator(Cached s, ZZB_Result r) {
            r.r1 = s.allocate(0);
        }

        @Actor
        public void freer(Cached s, ZZB_Result r) {
            r.r2 = s.freeExactly(0);
        }

        @Arbiter
        public void end(Cached s, ZZB_Result r) {
            r.r3 = s.states[0];
        }
    }

    @JCStressTest
    @Race(first = "freeExactly", second = {"goHome", "take", "carve"})
    @InTier(Tier.EVIDENCE)
    @Description("Three blocks are freed that no user has, while they go their ways, exactly.")
    @Outcome(id = "true true true, false false false, -128 -1 -1", expect = ACCEPTABLE,
            desc = "in any order: all three are caught, and nothing is disturbed")
    @Outcome(expect = FORBIDDEN, desc = "a free passed, or a step was lost")
    public static class LateExactHomeTakeCarve {
        @Actor
        public void owner(Ways s, LLL_Result r) {
            r.r1 = s.move();
        }

        @Actor
        public void freer(Ways s, LLL_Result r) {
            r.r2 = s.freeExactly(0) + " " + s.freeExactly(1) + " " + s.freeExactly(2);
        }

        @Arbiter
        public void end(Ways s, LLL_Result r) {
            r.r3 = s.states[0] + " " + s.states[1] + " " + s.states[2];
        }
    }
}
