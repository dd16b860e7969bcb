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
import org.openjdk.jcstress.infra.results.ZLL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;
import org.pinfold.protocol.HeapGate.Closing;

/** Outcome tables of {@link HeapGate}: every pair of operations that can meet at one gate. */
public final class HeapGateStress {
    private HeapGateStress() {
    }

    /** A gate with some operations in flight, OPEN or CLOSING. */
    private static HeapGate gate(int inFlight, boolean closing) {
        HeapGate gate = new HeapGate();
        for (int i = 0; i < inFlight; i++) {
            gate.enter();
        }
        if (closing) {
            gate.close();
        }
        return gate;
    }

    private static String end(HeapGate gate) {
        return HeapGate.toString(gate.getVolatile());
    }

    @JCStressTest
    @Description("An operation enters while an idle heap is closed.")
    @Outcome(id = "true, PENDING, CLOSING inFlight=1", expect = Expect.ACCEPTABLE,
            desc = "enter before close: the end waits for the exit")
    @Outcome(id = "false, DONE, CLOSED inFlight=0", expect = Expect.ACCEPTABLE,
            desc = "close before enter: ended at once, the operation is refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "ended with an operation in flight, or open again")
    @State
    public static class EnterClose {
        private final HeapGate gate = gate(0, false);

        @Actor
        public void user(ZLL_Result r) {
            r.r1 = gate.enter();
        }

        @Actor
        public void closer(ZLL_Result r) {
            r.r2 = gate.close();
        }

        @Arbiter
        public void end(ZLL_Result r) {
            r.r3 = HeapGateStress.end(gate);
        }
    }

    @JCStressTest
    @Description("The only operation leaves while the heap is closed.")
    @Outcome(id = "false, DONE, CLOSED inFlight=0", expect = Expect.ACCEPTABLE,
            desc = "exit before close: the closer ends the heap")
    @Outcome(id = "true, PENDING, CLOSED inFlight=0", expect = Expect.ACCEPTABLE,
            desc = "close before exit: the last operation out ends the heap")
    @Outcome(expect = Expect.FORBIDDEN, desc = "ended twice or by nobody")
    @State
    public static class ExitClose {
        private final HeapGate gate = gate(1, false);

        @Actor
        public void user(ZLL_Result r) {
            r.r1 = gate.exit();
        }

        @Actor
        public void closer(ZLL_Result r) {
            r.r2 = gate.close();
        }

        @Arbiter
        public void end(ZLL_Result r) {
            r.r3 = HeapGateStress.end(gate);
        }
    }

    @JCStressTest
    @Description("The last two operations leave a closing heap.")
    @Outcome(id = "true, false, CLOSED inFlight=0", expect = Expect.ACCEPTABLE,
            desc = "the first one is the last out and ends the heap")
    @Outcome(id = "false, true, CLOSED inFlight=0", expect = Expect.ACCEPTABLE,
            desc = "the second one is the last out and ends the heap")
    @Outcome(expect = Expect.FORBIDDEN, desc = "ended twice or by nobody")
    @State
    public static class ExitExit {
        private final HeapGate gate = gate(2, true);

        @Actor
        public void first(ZZL_Result r) {
            r.r1 = gate.exit();
        }

        @Actor
        public void second(ZZL_Result r) {
            r.r2 = gate.exit();
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = HeapGateStress.end(gate);
        }
    }

    @JCStressTest
    @Description("An operation would enter while the last one leaves a closing heap.")
    @Outcome(id = "false, true, CLOSED inFlight=0", expect = Expect.ACCEPTABLE,
            desc = "in either order: nothing enters, and the last operation out ends the heap")
    @Outcome(expect = Expect.FORBIDDEN, desc = "entered a closed heap, or the end was lost")
    @State
    public static class EnterLastExit {
        private final HeapGate gate = gate(1, true);

        @Actor
        public void late(ZZL_Result r) {
            r.r1 = gate.enter();
        }

        @Actor
        public void last(ZZL_Result r) {
            r.r2 = gate.exit();
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = HeapGateStress.end(gate);
        }
    }

    @JCStressTest
    @Description("One operation enters and one leaves an open heap.")
    @Outcome(id = "true, false, OPEN inFlight=1", expect = Expect.ACCEPTABLE,
            desc = "in either order: both are counted")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a change lost")
    @State
    public static class EnterExit {
        private final HeapGate gate = gate(1, false);

        @Actor
        public void first(ZZL_Result r) {
            r.r1 = gate.enter();
        }

        @Actor
        public void second(ZZL_Result r) {
            r.r2 = gate.exit();
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = HeapGateStress.end(gate);
        }
    }

    @JCStressTest
    @Description("Two operations enter.")
    @Outcome(id = "true, true, OPEN inFlight=2", expect = Expect.ACCEPTABLE,
            desc = "both are counted")
    @Outcome(expect = Expect.FORBIDDEN, desc = "one of them is not counted, or refused")
    @State
    public static class EnterEnter {
        private final HeapGate gate = gate(0, false);

        @Actor
        public void first(ZZL_Result r) {
            r.r1 = gate.enter();
        }

        @Actor
        public void second(ZZL_Result r) {
            r.r2 = gate.enter();
        }

        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = HeapGateStress.end(gate);
        }
    }

    @JCStressTest
    @Description("Two closes of an idle heap.")
    @Outcome(id = "DONE, ALREADY, CLOSED inFlight=0", expect = Expect.ACCEPTABLE,
            desc = "the first one closes and ends it")
    @Outcome(id = "ALREADY, DONE, CLOSED inFlight=0", expect = Expect.ACCEPTABLE,
            desc = "the second one closes and ends it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "ended twice or by nobody")
    @State
    public static class CloseClose {
        private final HeapGate gate = gate(0, false);

        @Actor
        public void first(LLL_Result r) {
            r.r1 = gate.close();
        }

        @Actor
        public void second(LLL_Result r) {
            r.r2 = gate.close();
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = HeapGateStress.end(gate);
        }
    }

    @JCStressTest
    @Description("Two closes of a heap with an operation in flight.")
    @Outcome(id = "PENDING, ALREADY, CLOSING inFlight=1", expect = Expect.ACCEPTABLE,
            desc = "the first one closes; the end waits for the exit")
    @Outcome(id = "ALREADY, PENDING, CLOSING inFlight=1", expect = Expect.ACCEPTABLE,
            desc = "the second one closes; the end waits for the exit")
    @Outcome(expect = Expect.FORBIDDEN, desc = "ended with an operation in flight, or closed by both")
    @State
    public static class CloseCloseBusy {
        private final HeapGate gate = gate(1, false);

        @Actor
        public void first(LLL_Result r) {
            r.r1 = gate.close();
        }

        @Actor
        public void second(LLL_Result r) {
            r.r2 = gate.close();
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = HeapGateStress.end(gate);
        }
    }

    @JCStressTest
    @Description("Plain use of what the heap has, between enter and exit, meets its end.")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "entered: it was there; ended once")
    @Outcome(id = "-1, 1", expect = Expect.ACCEPTABLE, desc = "refused; ended once")
    @Outcome(expect = Expect.FORBIDDEN, desc = "used after the end, or not ended exactly once")
    @State
    public static class UseEnd {
        private final HeapGate gate = gate(0, false);
        // Plain: the compareAndSet of enter, exit and close orders both.
        private int memory = 1;
        private int ends;

        private void giveBack() {
            memory = 0;
            ends++;
        }

        @Actor
        public void user(II_Result r) {
            if (!gate.enter()) {
                r.r1 = -1;
                return;
            }
            r.r1 = memory;
            if (gate.exit()) {
                giveBack();
            }
        }

        @Actor
        public void closer() {
            if (gate.close() == Closing.DONE) {
                giveBack();
            }
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = ends;
        }
    }
}
