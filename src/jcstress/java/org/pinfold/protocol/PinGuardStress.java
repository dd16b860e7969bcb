package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.ZLL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.Apart;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Operations;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.PinGuard.Retirement;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link PinGuard}: every pair of operations that can meet on one superslab. */
@Operations(of = PinGuard.class, changes = {"tryPin", "unpin", "retire", "reopen"},
        looks = {"getVolatile", "generation"})
@Apart(first = "unpin", second = "reopen",
        because = "whoever unpins has a pin, and RELEASED implies that there is none")
@Apart(first = "reopen", second = "reopen", because = "only the one caller who released reopens")
public final class PinGuardStress {
    private PinGuardStress() {
    }

    /** A guard in generation 0 that nobody has pinned. */
    @State
    public static class Live {
        final PinGuard guard = new PinGuard();

        String end() {
            return PinGuard.toString(guard.getVolatile());
        }
    }

    /** The same with one pin. */
    @State
    public static class Pinned extends Live {
        public Pinned() {
            guard.tryPin(0);
        }
    }

    /** The same, retired over its pin. */
    @State
    public static class Retiring extends Pinned {
        public Retiring() {
            guard.retire(0);
        }
    }

    /** A guard that was retired over two pins. */
    @State
    public static class RetiringTwo extends Pinned {
        public RetiringTwo() {
            guard.tryPin(0);
            guard.retire(0);
        }
    }

    /** A guard that was retired without a pin. */
    @State
    public static class Released extends Live {
        public Released() {
            guard.retire(0);
        }
    }

    @JCStressTest
    @Race(first = "tryPin", second = "retire")
    @Description("A pin meets the retirement of an unpinned guard.")
    @Outcome(id = "true, DEFERRED, RETIRING generation=0 pins=1", expect = ACCEPTABLE,
            desc = "pin before retire: the release waits for the unpin")
    @Outcome(id = "false, RELEASED, RELEASED generation=0 pins=0", expect = ACCEPTABLE,
            desc = "retire before pin: released at once, the pin is refused")
    @Outcome(expect = FORBIDDEN, desc = "released while pinned, or pinned after the release")
    public static class PinRetire {
        @Actor
        public void pinner(Live s, ZLL_Result r) {
            r.r1 = s.guard.tryPin(0);
        }

        @Actor
        public void retirer(Live s, ZLL_Result r) {
            r.r2 = s.guard.retire(0);
        }

        @Arbiter
        public void end(Live s, ZLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "unpin", second = "retire")
    @Description("The only unpin meets the retirement.")
    @Outcome(id = "false, RELEASED, RELEASED generation=0 pins=0", expect = ACCEPTABLE,
            desc = "unpin before retire: the retirer releases")
    @Outcome(id = "true, DEFERRED, RELEASED generation=0 pins=0", expect = ACCEPTABLE,
            desc = "retire before unpin: the last unpin releases")
    @Outcome(expect = FORBIDDEN, desc = "released twice or by nobody")
    public static class UnpinRetire {
        @Actor
        public void pinner(Pinned s, ZLL_Result r) {
            r.r1 = s.guard.unpin();
        }

        @Actor
        public void retirer(Pinned s, ZLL_Result r) {
            r.r2 = s.guard.retire(0);
        }

        @Arbiter
        public void end(Pinned s, ZLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "unpin", second = "unpin")
    @Description("The last two unpins of a retiring guard.")
    @Outcome(id = "true, false, RELEASED generation=0 pins=0", expect = ACCEPTABLE,
            desc = "the first pinner is the last to unpin and releases")
    @Outcome(id = "false, true, RELEASED generation=0 pins=0", expect = ACCEPTABLE,
            desc = "the second pinner is the last to unpin and releases")
    @Outcome(expect = FORBIDDEN, desc = "released twice or by nobody")
    public static class UnpinUnpin {
        @Actor
        public void first(RetiringTwo s, ZZL_Result r) {
            r.r1 = s.guard.unpin();
        }

        @Actor
        public void second(RetiringTwo s, ZZL_Result r) {
            r.r2 = s.guard.unpin();
        }

        @Arbiter
        public void end(RetiringTwo s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "tryPin", second = "unpin")
    @Description("A new pin meets the last unpin of a retiring guard.")
    @Outcome(id = "false, true, RELEASED generation=0 pins=0", expect = ACCEPTABLE,
            desc = "in either order: no pin once retired, and the last unpin releases")
    @Outcome(expect = FORBIDDEN, desc = "the guard came back to life, or the release was lost")
    public static class PinRelease {
        @Actor
        public void pinner(Retiring s, ZZL_Result r) {
            r.r1 = s.guard.tryPin(0);
        }

        @Actor
        public void unpinner(Retiring s, ZZL_Result r) {
            r.r2 = s.guard.unpin();
        }

        @Arbiter
        public void end(Retiring s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "retire", second = "retire")
    @Description("Two retirements of one guard.")
    @Outcome(id = "RELEASED, REFUSED, RELEASED generation=0 pins=0", expect = ACCEPTABLE,
            desc = "the first one retires and releases")
    @Outcome(id = "REFUSED, RELEASED, RELEASED generation=0 pins=0", expect = ACCEPTABLE,
            desc = "the second one retires and releases")
    @Outcome(expect = FORBIDDEN, desc = "released twice or by nobody")
    public static class RetireRetire {
        @Actor
        public void first(Live s, LLL_Result r) {
            r.r1 = s.guard.retire(0);
        }

        @Actor
        public void second(Live s, LLL_Result r) {
            r.r2 = s.guard.retire(0);
        }

        @Arbiter
        public void end(Live s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = {"tryPin", "unpin"}, second = "retire")
    @Description("Plain use of the guarded memory between pin and unpin meets its release.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "pinned: the memory was there; released once")
    @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "pin refused; released once")
    @Outcome(expect = FORBIDDEN, desc = "used after the release, or not released exactly once")
    @State
    public static class UseRelease extends Live {
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

    @JCStressTest
    @Race(first = "tryPin", second = "tryPin")
    @InTier(Tier.EVIDENCE)
    @Description("Two pins of a live guard.")
    @Outcome(id = "true, true, LIVE generation=0 pins=2", expect = ACCEPTABLE,
            desc = "in either order: both are counted")
    @Outcome(expect = FORBIDDEN, desc = "a pin lost or refused")
    public static class PinPin {
        @Actor
        public void first(Live s, ZZL_Result r) {
            r.r1 = s.guard.tryPin(0);
        }

        @Actor
        public void second(Live s, ZZL_Result r) {
            r.r2 = s.guard.tryPin(0);
        }

        @Arbiter
        public void end(Live s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "tryPin", second = "unpin")
    @InTier(Tier.EVIDENCE)
    @Description("A pin meets the unpin of another one; nobody retires.")
    @Outcome(id = "true, false, LIVE generation=0 pins=1", expect = ACCEPTABLE,
            desc = "in either order: one is left, and nothing is released")
    @Outcome(expect = FORBIDDEN, desc = "a change lost, or the memory released")
    public static class PinUnpin {
        @Actor
        public void pinner(Pinned s, ZZL_Result r) {
            r.r1 = s.guard.tryPin(0);
        }

        @Actor
        public void unpinner(Pinned s, ZZL_Result r) {
            r.r2 = s.guard.unpin();
        }

        @Arbiter
        public void end(Pinned s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }
}
