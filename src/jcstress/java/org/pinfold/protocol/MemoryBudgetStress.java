package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.ZJ_Result;
import org.openjdk.jcstress.infra.results.ZZJ_Result;

/** Outcome tables of {@link MemoryBudget}: no take is lost, and the limit holds, however it changes. */
public final class MemoryBudgetStress {
    private MemoryBudgetStress() {
    }

    @JCStressTest
    @Description("Two takes of which only one fits.")
    @Outcome(id = "true, false, 2", expect = Expect.ACCEPTABLE, desc = "the first one has it")
    @Outcome(id = "false, true, 2", expect = Expect.ACCEPTABLE, desc = "the second one has it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the limit exceeded, or both refused")
    @State
    public static class TakeTake {
        private final MemoryBudget budget = new MemoryBudget(3);

        @Actor
        public void first(ZZJ_Result r) {
            r.r1 = budget.tryTake(2);
        }

        @Actor
        public void second(ZZJ_Result r) {
            r.r2 = budget.tryTake(2);
        }

        @Arbiter
        public void end(ZZJ_Result r) {
            r.r3 = budget.used();
        }
    }

    @JCStressTest
    @Description("Two takes that both fit.")
    @Outcome(id = "true, true, 4", expect = Expect.ACCEPTABLE, desc = "both are counted")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a take lost or refused")
    @State
    public static class TakeTakeBoth {
        private final MemoryBudget budget = new MemoryBudget(4);

        @Actor
        public void first(ZZJ_Result r) {
            r.r1 = budget.tryTake(2);
        }

        @Actor
        public void second(ZZJ_Result r) {
            r.r2 = budget.tryTake(2);
        }

        @Arbiter
        public void end(ZZJ_Result r) {
            r.r3 = budget.used();
        }
    }

    @JCStressTest
    @Description("A take that fits only once something has come back.")
    @Outcome(id = "true, 2", expect = Expect.ACCEPTABLE, desc = "return before take")
    @Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "take before return: refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a change lost")
    @State
    public static class TakeGiveBack {
        private final MemoryBudget budget = new MemoryBudget(2);

        public TakeGiveBack() {
            budget.tryTake(2);
        }

        @Actor
        public void taker(ZJ_Result r) {
            r.r1 = budget.tryTake(2);
        }

        @Actor
        public void owner() {
            budget.giveBack(2);
        }

        @Arbiter
        public void end(ZJ_Result r) {
            r.r2 = budget.used();
        }
    }

    @JCStressTest
    @Description("Two returns.")
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "both are counted")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a return lost")
    @State
    public static class GiveBackGiveBack {
        private final MemoryBudget budget = new MemoryBudget(4);

        public GiveBackGiveBack() {
            budget.tryTake(4);
        }

        @Actor
        public void first() {
            budget.giveBack(1);
        }

        @Actor
        public void second() {
            budget.giveBack(3);
        }

        @Arbiter
        public void end(J_Result r) {
            r.r1 = budget.used();
        }
    }

    @JCStressTest
    @Description("A take meets the lowering of the limit below it; afterwards somebody takes the last one.")
    @Outcome(id = "true, false, 2", expect = Expect.ACCEPTABLE,
            desc = "judged by the old limit: it stays in use, and forbids more")
    @Outcome(id = "false, true, 1", expect = Expect.ACCEPTABLE, desc = "judged by the new limit: refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the new limit did not hold for the later take, or a take was lost")
    @State
    public static class TakeSetLimit {
        private final MemoryBudget budget = new MemoryBudget(2);

        @Actor
        public void taker(ZZJ_Result r) {
            r.r1 = budget.tryTake(2);
        }

        @Actor
        public void limiter() {
            budget.setLimit(1);
        }

        @Arbiter
        public void end(ZZJ_Result r) {
            r.r2 = budget.tryTake(1);
            r.r3 = budget.used();
        }
    }

    @JCStressTest
    @Description("All comes back while the limit is lowered below it, and is taken up to; then somebody takes more.")
    @Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "return before take: it fits, and no more does")
    @Outcome(id = "false, true, 1", expect = Expect.ACCEPTABLE, desc = "take before return: the limit is below use")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a return or a take was lost, or the new limit did not hold")
    @State
    public static class GiveBackSetLimitTake {
        private final MemoryBudget budget = new MemoryBudget(3);

        public GiveBackSetLimitTake() {
            budget.tryTake(3);
        }

        @Actor
        public void limiter(ZZJ_Result r) {
            budget.setLimit(1);
            r.r1 = budget.tryTake(1);
        }

        @Actor
        public void owner() {
            budget.giveBack(3);
        }

        @Arbiter
        public void end(ZZJ_Result r) {
            r.r2 = budget.tryTake(1);
            r.r3 = budget.used();
        }
    }
}
