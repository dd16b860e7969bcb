package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.ZJL_Result;
import org.openjdk.jcstress.infra.results.ZLL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;
import org.pinfold.protocol.PinGuard.Retirement;

/** Outcome tables of {@link PinGuard}: every pair of operations that can meet on one superslab. */
public final class PinGuardStress {
    private PinGuardStress() {
    }

    /** A guard with some pins, LIVE or RETIRING, in generation 0. */
    private static PinGuard guard(int pins, boolean retiring) {
        PinGuard guard = new PinGuard();
        for (int i = 0; i < pins; i++) {
            guard.tryPin(0);
        }
        if (retiring) {
            guard.retire(0);
        }
        return guard;
    }

    private static String end(PinGuard guard) {
        return PinGuard.toString(guard.getVolatile());
    }

    @JCStressTest
    @Description("A pin meets the retirement of an unpinned guard.")
    @Outcome(id = "true, DEFERRED, RETIRING generation=0 pins=1", expect = Expect.ACCEPTABLE,
            desc = "pin before retire: the release waits for the unpin")
    @Outcome(id = "false, RELEASED, RELEASED generation=0 pins=0", expect = Expect.ACCEPTABLE,
            desc = "retire before pin: released at once, the pin is refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "released while pinned, or pinned after the release")
    @State
    public static class PinRetire {
        private final PinGuard guard = guard(0, false);

        @Actor
        public void pinner(ZLL_Result r) {
            r.r1 = guard.tryPin(0);
        }

        @Actor
        public void retirer(ZLL_Result r) {
            r.r2 = guard.retire(0);
        }

        @Arbiter
        public void end(ZLL_Result r) {
            r.r3 = PinGuardStress.end(guard);
        }
    }

    @JCStressTest
    @Description("The only unpin meets the retirement.")
    @Outcome(id = "false, RELEASED, RELEASED generation=0 pins=0", expect = Expect.ACCEPTABLE,
            desc = "unpin before retire: the retirer releases")
    @Outcome(id = "true, DEFERRED, RELEASED generation=0 pins=0", expect = Expect.ACCEPTABLE,
            desc = "retire before unpin: the last unpin releases")
    @Outcome(expect = Expect.FORBIDDEN, desc = "released twice or by nobody")
    @State
    public static class UnpinRetire {
        private final PinGuard guard = guard(1, false);

        @Actor
        public void pinner(ZLL_Result r) {
            r.r1 = guard.unpin();
        }

        @Actor
        public void retirer(ZLL_Result r) {
            r.r2 = guard.retire(0);
        }

        @Arbiter
        public void end(ZLL_Result r) {
            r.r3 = PinGuardStress.end(guard);
        }
    }

    @JCStressTest
    @Description("The last two unpins of a retiring guard.")
    @Outcome(id = "true, false, RELEASED generation=0 pins=0", expect = Expect.ACCEPTABLE,
            desc = "the first pinner is the last to unpin and releases")
    @Outcome(id = "false, true, RELEASED generation=0 pins=0", expect = Expect.ACCEPTABLE,
            desc = "the second pinner is the last to unpin and releases")
    @Outcome(expect = Expect.FORBIDDEN, desc = "released twice or by nobody")
    @State
    public static class UnpinUnpin {
        private final PinGuard guard = guard(2, true);

        @Actor
        public void first(ZZL_Result r) {
            r.r1 = guard.unpin();
        }

        @Actor
        public void second(ZZL_Result r) {
            r.r2 = guard.unpin();
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = PinGuardStress.end(guard);
        }
    }

    @JCStressTest
    @Description("A new pin meets the last unpin of a retiring guard.")
    @Outcome(id = "false, true, RELEASED generation=0 pins=0", expect = Expect.ACCEPTABLE,
            desc = "in either order: no pin once retired, and the last unpin releases")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the guard came back to life, or the release was lost")
    @State
    public static class PinRelease {
        private final PinGuard guard = guard(1, true);

        @Actor
        public void pinner(ZZL_Result r) {
            r.r1 = guard.tryPin(0);
        }

        @Actor
        public void unpinner(ZZL_Result r) {
            r.r2 = guard.unpin();
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = PinGuardStress.end(guard);
        }
    }

    @JCStressTest
    @Description("Two retirements of one guard.")
    @Outcome(id = "RELEASED, REFUSED, RELEASED generation=0 pins=0", expect = Expect.ACCEPTABLE,
            desc = "the first one retires and releases")
    @Outcome(id = "REFUSED, RELEASED, RELEASED generation=0 pins=0", expect = Expect.ACCEPTABLE,
            desc = "the second one retires and releases")
    @Outcome(expect = Expect.FORBIDDEN, desc = "released twice or by nobody")
    @State
    public static class RetireRetire {
        private final PinGuard guard = guard(0, false);

        @Actor
        public void first(LLL_Result r) {
            r.r1 = guard.retire(0);
        }

        @Actor
        public void second(LLL_Result r) {
            r.r2 = guard.retire(0);
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = PinGuardStress.end(guard);
        }
    }

    @JCStressTest
    @Description("A pin for generation 0 meets the reopening as generation 1.")
    @Outcome(id = "false, 1, LIVE generation=1 pins=0", expect = Expect.ACCEPTABLE,
            desc = "in either order: generation 0 is released, then gone")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a stale generation got a pin")
    @State
    public static class StalePinReopen {
        private final PinGuard guard = guard(0, true);

        @Actor
        public void pinner(ZJL_Result r) {
            r.r1 = guard.tryPin(0);
        }

        @Actor
        public void reopener(ZJL_Result r) {
            r.r2 = guard.reopen();
        }

        @Arbiter
        public void end(ZJL_Result r) {
            r.r3 = PinGuardStress.end(guard);
        }
    }

    @JCStressTest
    @Description("Plain use of the guarded memory between pin and unpin meets its release.")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "pinned: the memory was there; released once")
    @Outcome(id = "-1, 1", expect = Expect.ACCEPTABLE, desc = "pin refused; released once")
    @Outcome(expect = Expect.FORBIDDEN, desc = "used after the release, or not released exactly once")
    @State
    public static class UseRelease {
        private final PinGuard guard = guard(0, false);
        // Plain: the compareAndSet of pin, unpin and retire orders both.
        private int memory = 1;
        private int releases;

        private void release() {
            memory = 0;
            releases++;
        }

        @Actor
        public void user(II_Result r) {
            if (!guard.tryPin(0)) {
                r.r1 = -1;
                return;
            }
            r.r1 = memory;
            if (guard.unpin()) {
                release();
            }
        }

        @Actor
        public void retirer() {
            if (guard.retire(0) == Retirement.RELEASED) {
                release();
            }
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = releases;
        }
    }
}
