package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.ZL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;
import org.pinfold.jcstress.Race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link MemoryBudget} with a parent: both limits hold, and a refusal leaves nothing behind. */
public final class MemoryBudgetParentStress {
    private MemoryBudgetParentStress() {
    }

    @JCStressTest
    @Race(first = "tryTake", second = "tryTake")
    @Description("Two children take; the parent has enough for one of them.")
    @Outcome(id = "true, false, 2 and 0 of 2", expect = ACCEPTABLE, desc = "the first child has it")
    @Outcome(id = "false, true, 0 and 2 of 2", expect = ACCEPTABLE, desc = "the second child has it")
    @Outcome(expect = FORBIDDEN, desc = "the parent's limit exceeded, or a child kept what was refused")
    @State
    public static class TakeTakeOneParent {
        private final MemoryBudget parent = new MemoryBudget(3);
        private final MemoryBudget left = new MemoryBudget(3, parent);
        private final MemoryBudget right = new MemoryBudget(3, parent);

        @Actor
        public void first(ZZL_Result r) {
            r.r1 = left.tryTake(2);
        }

        @Actor
        public void second(ZZL_Result r) {
            r.r2 = right.tryTake(2);
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = left.used() + " and " + right.used() + " of " + parent.used();
        }
    }

    @JCStressTest
    @Race(first = "tryTake", second = "tryTake")
    @Description("Two takes from one child; the parent has enough for the smaller one only.")
    @Outcome(id = "false, true, 1 of 1", expect = ACCEPTABLE, desc = "the parent refuses the larger one")
    @Outcome(id = "false, false, 0 of 0", expect = ACCEPTABLE,
            desc = "so it does, but before it gave back, the child refused the smaller one for its sake")
    @Outcome(expect = FORBIDDEN, desc = "a limit exceeded, or the child kept what was refused")
    @State
    public static class TakeTakeOneChild {
        private final MemoryBudget parent = new MemoryBudget(1);
        private final MemoryBudget child = new MemoryBudget(2, parent);

        @Actor
        public void larger(ZZL_Result r) {
            r.r1 = child.tryTake(2);
        }

        @Actor
        public void smaller(ZZL_Result r) {
            r.r2 = child.tryTake(1);
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = child.used() + " of " + parent.used();
        }
    }

    @JCStressTest
    @Race(first = "tryTake", second = "giveBack")
    @Description("A child takes what fits only once another child has given back.")
    @Outcome(id = "true, 2 and 0 of 2", expect = ACCEPTABLE, desc = "return before take")
    @Outcome(id = "false, 0 and 0 of 0", expect = ACCEPTABLE, desc = "take before return: refused, and undone")
    @Outcome(expect = FORBIDDEN, desc = "a change lost")
    @State
    public static class TakeGiveBackOneParent {
        private final MemoryBudget parent = new MemoryBudget(2);
        private final MemoryBudget left = new MemoryBudget(2, parent);
        private final MemoryBudget right = new MemoryBudget(2, parent);

        public TakeGiveBackOneParent() {
            right.tryTake(2);
        }

        @Actor
        public void taker(ZL_Result r) {
            r.r1 = left.tryTake(2);
        }

        @Actor
        public void owner() {
            right.giveBack(2);
        }

        @Arbiter
        public void end(ZL_Result r) {
            r.r2 = left.used() + " and " + right.used() + " of " + parent.used();
        }
    }

    @JCStressTest
    @Race(first = "tryTake", second = "giveBack")
    @Description("A full child takes while it gives back; its parent has plenty.")
    @Outcome(id = "true, 2 of 2", expect = ACCEPTABLE, desc = "return before take")
    @Outcome(id = "false, 0 of 0", expect = ACCEPTABLE, desc = "take before return: refused by the child")
    @Outcome(expect = FORBIDDEN, desc = "a change lost, or the parent kept what the child refused")
    @State
    public static class TakeGiveBackOneChild {
        private final MemoryBudget parent = new MemoryBudget(9);
        private final MemoryBudget child = new MemoryBudget(2, parent);

        public TakeGiveBackOneChild() {
            child.tryTake(2);
        }

        @Actor
        public void taker(ZL_Result r) {
            r.r1 = child.tryTake(2);
        }

        @Actor
        public void owner() {
            child.giveBack(2);
        }

        @Arbiter
        public void end(ZL_Result r) {
            r.r2 = child.used() + " of " + parent.used();
        }
    }

    @JCStressTest
    @Race(first = "tryTake", second = "used")
    @Description("An onlooker at the parent, then at the child, meets a take.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "look before take")
    @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "take between the looks, or the child has taken first")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "take before look")
    @Outcome(expect = FORBIDDEN, desc = "the child had more of its parent than it had in use itself")
    @State
    public static class TakeLook {
        private final MemoryBudget parent = new MemoryBudget(9);
        private final MemoryBudget child = new MemoryBudget(2, parent);

        @Actor
        public void taker() {
            child.tryTake(2);
        }

        @Actor
        public void onlooker(JJ_Result r) {
            r.r1 = parent.used();
            r.r2 = child.used();
        }
    }

    @JCStressTest
    @Race(first = "giveBack", second = "used")
    @Description("An onlooker at the child, then at the parent, meets a return.")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "look before return")
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "return between the looks, or the parent has it first")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "return before look")
    @Outcome(expect = FORBIDDEN, desc = "the child had more of its parent than it had in use itself")
    @State
    public static class GiveBackLook {
        private final MemoryBudget parent = new MemoryBudget(9);
        private final MemoryBudget child = new MemoryBudget(2, parent);

        public GiveBackLook() {
            child.tryTake(2);
        }

        @Actor
        public void owner() {
            child.giveBack(2);
        }

        @Actor
        public void onlooker(JJ_Result r) {
            r.r1 = child.used();
            r.r2 = parent.used();
        }
    }
}
