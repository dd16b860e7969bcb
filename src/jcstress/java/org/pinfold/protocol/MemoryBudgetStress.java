package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.ZJ_Result;
import org.openjdk.jcstress.infra.results.ZZJ_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Operations;
import org.pinfold.jcstress.Race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link MemoryBudget}: no take is lost, and the limit holds, however it changes. */
@Operations(of = MemoryBudget.class, changes = {"tryTake", "giveBack", "setLimit"}, looks = {"limit", "used"},
        constants = "parent")
public final class MemoryBudgetStress {
    private MemoryBudgetStress() {
    }

    /** A budget of 3 of which nothing is used. */
    @State
    public static class Unused {
        final MemoryBudget budget = new MemoryBudget(3);
    }

    /** A budget of 3 that is used up. */
    @State
    public static class UsedUp extends Unused {
        public UsedUp() {
            budget.tryTake(3);
        }
    }

    @JCStressTest
    @Race(first = "tryTake", second = "tryTake")
    @Description("Two takes of which only one fits.")
    @Outcome(id = "true, false, 2", expect = ACCEPTABLE, desc = "the first one has it")
    @Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "the second one has it")
    @Outcome(expect = FORBIDDEN, desc = "the limit exceeded, or both refused")
    public static class TakeTake {
        @Actor
        public void first(Unused s, ZZJ_Result r) {
            r.r1 = s.budget.tryTake(2);
        }

        @Actor
        public void second(Unused s, ZZJ_Result r) {
            r.r2 = s.budget.tryTake(2);
        }

        @Arbiter
        public void end(Unused s, ZZJ_Result r) {
            r.r3 = s.budget.used();
        }
    }

    @JCStressTest
    @Race(first = "tryTake", second = "tryTake")
    @Description("Two takes that both fit.")
    @Outcome(id = "true, true, 3", expect = ACCEPTABLE, desc = "both are counted")
    @Outcome(expect = FORBIDDEN, desc = "a take lost or refused")
    public static class TakeTakeBoth {
        @Actor
        public void first(Unused s, ZZJ_Result r) {
            r.r1 = s.budget.tryTake(1);
        }

        @Actor
        public void second(Unused s, ZZJ_Result r) {
            r.r2 = s.budget.tryTake(2);
        }

        @Arbiter
        public void end(Unused s, ZZJ_Result r) {
            r.r3 = s.budget.used();
        }
    }

    @JCStressTest
    @Race(first = "tryTake", second = "giveBack")
    @Description("A take that fits only once something has come back.")
    @Outcome(id = "true, 3", expect = ACCEPTABLE, desc = "return before take")
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "take before return: refused")
    @Outcome(expect = FORBIDDEN, desc = "a change lost")
    public static class TakeGiveBack {
        @Actor
        public void taker(UsedUp s, ZJ_Result r) {
            r.r1 = s.budget.tryTake(2);
        }

        @Actor
        public void owner(UsedUp s) {
            s.budget.giveBack(2);
        }

        @Arbiter
        public void end(UsedUp s, ZJ_Result r) {
            r.r2 = s.budget.used();
        }
    }

    @JCStressTest
    @Race(first = "giveBack", second = "giveBack")
    @Description("Two returns.")
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "both are counted")
    @Outcome(expect = FORBIDDEN, desc = "a return lost")
    public static class GiveBackGiveBack {
        @Actor
        public void first(UsedUp s) {
            s.budget.giveBack(1);
        }

        @Actor
        public void second(UsedUp s) {
            s.budget.giveBack(2);
        }

        @Arbiter
        public void end(UsedUp s, J_Result r) {
            r.r1 = s.budget.used();
        }
    }

    @JCStressTest
    @Race(first = "tryTake", second = "setLimit")
    @Description("A take meets the lowering of the limit below it; afterwards somebody takes the last one.")
    @Outcome(id = "true, false, 2", expect = ACCEPTABLE,
            desc = "judged by the old limit: it stays in use, and forbids more")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "judged by the new limit: refused")
    @Outcome(expect = FORBIDDEN, desc = "the new limit did not hold for the later take, or a take was lost")
    public static class TakeSetLimit {
        @Actor
        public void taker(Unused s, ZZJ_Result r) {
            r.r1 = s.budget.tryTake(2);
        }

        @Actor
        public void limiter(Unused s) {
            s.budget.setLimit(1);
        }

        @Arbiter
        public void end(Unused s, ZZJ_Result r) {
            r.r2 = s.budget.tryTake(1);
            r.r3 = s.budget.used();
        }
    }

    @JCStressTest
    @Race(first = "giveBack", second = {"setLimit", "tryTake"})
    @Description("All comes back while the limit is lowered below it, and is taken up to; then somebody takes more.")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "return before take: it fits, and no more does")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "take before return: the limit is below use")
    @Outcome(expect = FORBIDDEN, desc = "a return or a take was lost, or the new limit did not hold")
    public static class GiveBackSetLimitTake {
        @Actor
        public void limiter(UsedUp s, ZZJ_Result r) {
            s.budget.setLimit(1);
            r.r1 = s.budget.tryTake(1);
        }

        @Actor
        public void owner(UsedUp s) {
            s.budget.giveBack(3);
        }

        @Arbiter
        public void end(UsedUp s, ZZJ_Result r) {
            r.r2 = s.budget.tryTake(1);
            r.r3 = s.budget.used();
        }
    }

    @JCStressTest
    @Race(first = "setLimit", second = "setLimit")
    @InTier(Tier.EVIDENCE)
    @Description("Two changes of the limit.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the first one came last")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "the second one came last")
    @Outcome(expect = FORBIDDEN, desc = "neither holds")
    public static class SetLimitSetLimit {
        @Actor
        public void first(Unused s) {
            s.budget.setLimit(1);
        }

        @Actor
        public void second(Unused s) {
            s.budget.setLimit(2);
        }

        @Arbiter
        public void end(Unused s, J_Result r) {
            r.r1 = s.budget.limit();
        }
    }
}
