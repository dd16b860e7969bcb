package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.ZJZ_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.HeapGateStress.Busy;
import org.pinfold.protocol.HeapGateStress.Idle;
import org.pinfold.protocol.HeapGateStress.LastOne;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of looks at a {@link HeapGate}: what was closed stays closed. */
@InTier(Tier.EVIDENCE)
public final class HeapGateLookStress {
    private HeapGateLookStress() {
    }

    @JCStressTest
    @Race(first = "enter", second = "isOpen")
    @Description("An onlooker meets an operation that enters.")
    @Outcome(id = "true, 0, true", expect = ACCEPTABLE, desc = "look before enter")
    @Outcome(id = "true, 1, true", expect = ACCEPTABLE, desc = "enter before look")
    @Outcome(expect = FORBIDDEN, desc = "closed by an operation")
    public static class LookEnter {
        @Actor
        public void user(Idle s) {
            s.gate.enter();
        }

        @Actor
        public void onlooker(Idle s, ZJZ_Result r) {
            r.r1 = s.gate.isOpen();
            r.r2 = HeapGate.inFlight(s.gate.getVolatile());
            r.r3 = s.gate.isOpen();
        }
    }

    @JCStressTest
    @Race(first = "exit", second = "isOpen")
    @Description("An onlooker meets an operation that leaves.")
    @Outcome(id = "true, 1, true", expect = ACCEPTABLE, desc = "look before exit")
    @Outcome(id = "true, 0, true", expect = ACCEPTABLE, desc = "exit before look")
    @Outcome(expect = FORBIDDEN, desc = "closed by an operation")
    public static class LookExit {
        @Actor
        public void user(Busy s) {
            s.gate.exit();
        }

        @Actor
        public void onlooker(Busy s, ZJZ_Result r) {
            r.r1 = s.gate.isOpen();
            r.r2 = HeapGate.inFlight(s.gate.getVolatile());
            r.r3 = s.gate.isOpen();
        }
    }

    @JCStressTest
    @Race(first = "exit", second = "isOpen")
    @Description("An onlooker meets the last operation that leaves a closing heap.")
    @Outcome(id = "false, 1, false", expect = ACCEPTABLE, desc = "look before exit")
    @Outcome(id = "false, 0, false", expect = ACCEPTABLE, desc = "exit before look")
    @Outcome(expect = FORBIDDEN, desc = "open again")
    public static class LookLastExit {
        @Actor
        public void user(LastOne s) {
            s.gate.exit();
        }

        @Actor
        public void onlooker(LastOne s, ZJZ_Result r) {
            r.r1 = s.gate.isOpen();
            r.r2 = HeapGate.inFlight(s.gate.getVolatile());
            r.r3 = s.gate.isOpen();
        }
    }

    @JCStressTest
    @Race(first = "close", second = "isOpen")
    @Description("An onlooker meets a close with an operation in flight.")
    @Outcome(id = "true, 1, true", expect = ACCEPTABLE, desc = "look before close")
    @Outcome(id = "true, 1, false", expect = ACCEPTABLE, desc = "close between the looks")
    @Outcome(id = "false, 1, false", expect = ACCEPTABLE, desc = "close before look")
    @Outcome(expect = FORBIDDEN, desc = "open again, or an operation lost")
    public static class LookClose {
        @Actor
        public void closer(Busy s) {
            s.gate.close();
        }

        @Actor
        public void onlooker(Busy s, ZJZ_Result r) {
            r.r1 = s.gate.isOpen();
            r.r2 = HeapGate.inFlight(s.gate.getVolatile());
            r.r3 = s.gate.isOpen();
        }
    }
}
