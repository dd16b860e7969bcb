package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJJ_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.MemoryBudgetStress.Unused;
import org.pinfold.protocol.MemoryBudgetStress.UsedUp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of looks at a {@link MemoryBudget}: a change is seen whole, and stays. */
@InTier(Tier.EVIDENCE)
public final class MemoryBudgetLookStress {
    private MemoryBudgetLookStress() {
    }

    @JCStressTest
    @Race(first = "tryTake", second = {"limit", "used"})
    @Description("An onlooker meets a take.")
    @Outcome(id = "0, 3, 0", expect = ACCEPTABLE, desc = "look before take")
    @Outcome(id = "0, 3, 2", expect = ACCEPTABLE, desc = "take between the looks")
    @Outcome(id = "2, 3, 2", expect = ACCEPTABLE, desc = "take before look")
    @Outcome(expect = FORBIDDEN, desc = "an amount that nobody took, or a take undone")
    public static class LookTake {
        @Actor
        public void changer(Unused s) {
            s.budget.tryTake(2);
        }

        @Actor
        public void onlooker(Unused s, JJJ_Result r) {
            r.r1 = s.budget.used();
            r.r2 = s.budget.limit();
            r.r3 = s.budget.used();
        }
    }

    @JCStressTest
    @Race(first = "tryTake", second = {"limit", "used"})
    @Description("An onlooker meets a take that is refused.")
    @Outcome(id = "3, 3, 3", expect = ACCEPTABLE, desc = "at any time: nothing changes")
    @Outcome(expect = FORBIDDEN, desc = "more in use than the limit allows, for a moment")
    public static class LookRefused {
        @Actor
        public void changer(UsedUp s) {
            s.budget.tryTake(2);
        }

        @Actor
        public void onlooker(UsedUp s, JJJ_Result r) {
            r.r1 = s.budget.used();
            r.r2 = s.budget.limit();
            r.r3 = s.budget.used();
        }
    }

    @JCStressTest
    @Race(first = "giveBack", second = {"limit", "used"})
    @Description("An onlooker meets a return.")
    @Outcome(id = "3, 3, 3", expect = ACCEPTABLE, desc = "look before return")
    @Outcome(id = "3, 3, 1", expect = ACCEPTABLE, desc = "return between the looks")
    @Outcome(id = "1, 3, 1", expect = ACCEPTABLE, desc = "return before look")
    @Outcome(expect = FORBIDDEN, desc = "an amount that nobody had, or a return undone")
    public static class LookGiveBack {
        @Actor
        public void changer(UsedUp s) {
            s.budget.giveBack(2);
        }

        @Actor
        public void onlooker(UsedUp s, JJJ_Result r) {
            r.r1 = s.budget.used();
            r.r2 = s.budget.limit();
            r.r3 = s.budget.used();
        }
    }

    @JCStressTest
    @Race(first = "setLimit", second = {"limit", "used"})
    @Description("An onlooker meets a change of the limit.")
    @Outcome(id = "3, 3, 3", expect = ACCEPTABLE, desc = "look before change")
    @Outcome(id = "3, 3, 1", expect = ACCEPTABLE, desc = "change between the looks")
    @Outcome(id = "1, 3, 1", expect = ACCEPTABLE, desc = "change before look")
    @Outcome(expect = FORBIDDEN, desc = "a limit that nobody set, or the old one again")
    public static class LookSetLimit {
        @Actor
        public void changer(UsedUp s) {
            s.budget.setLimit(1);
        }

        @Actor
        public void onlooker(UsedUp s, JJJ_Result r) {
            r.r1 = s.budget.limit();
            r.r2 = s.budget.used();
            r.r3 = s.budget.limit();
        }
    }
}
