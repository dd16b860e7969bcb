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
import org.pinfold.jcstress.Operations;
import org.pinfold.jcstress.Race;
import org.pinfold.protocol.HeapGate.Closing;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link HeapGate}: every pair of operations that can meet at one gate. */
@Operations(of = HeapGate.class, changes = {"enter", "exit", "close"}, looks = "isOpen")
public final class HeapGateStress {
    private HeapGateStress() {
    }

    /** A gate that nothing has entered. */
    @State
    public static class Idle {
        final HeapGate gate = new HeapGate();

        String end() {
            return HeapGate.toString(gate.getVolatile());
        }
    }

    /** A gate with one operation in flight. */
    @State
    public static class Busy extends Idle {
        public Busy() {
            gate.enter();
        }
    }

    /** The same, closed behind it. */
    @State
    public static class LastOne extends Busy {
        public LastOne() {
            gate.close();
        }
    }

    /** A gate that was closed behind two operations. */
    @State
    public static class LastTwo extends Busy {
        public LastTwo() {
            gate.enter();
            gate.close();
        }
    }

    @JCStressTest
    @Race(first = "enter", second = "close")
    @Description("An operation enters while an idle heap is closed.")
    @Outcome(id = "true, PENDING, CLOSING inFlight=1", expect = ACCEPTABLE,
            desc = "enter before close: the end waits for the exit")
    @Outcome(id = "false, DONE, CLOSED inFlight=0", expect = ACCEPTABLE,
            desc = "close before enter: ended at once, the operation is refused")
    @Outcome(expect = FORBIDDEN, desc = "ended with an operation in flight, or open again")
    public static class EnterClose {
        @Actor
        public void user(Idle s, ZLL_Result r) {
            r.r1 = s.gate.enter();
        }

        @Actor
        public void closer(Idle s, ZLL_Result r) {
            r.r2 = s.gate.close();
        }

        @Arbiter
        public void end(Idle s, ZLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "exit", second = "close")
    @Description("The only operation leaves while the heap is closed.")
    @Outcome(id = "false, DONE, CLOSED inFlight=0", expect = ACCEPTABLE,
            desc = "exit before close: the closer ends the heap")
    @Outcome(id = "true, PENDING, CLOSED inFlight=0", expect = ACCEPTABLE,
            desc = "close before exit: the last operation out ends the heap")
    @Outcome(expect = FORBIDDEN, desc = "ended twice or by nobody")
    public static class ExitClose {
        @Actor
        public void user(Busy s, ZLL_Result r) {
            r.r1 = s.gate.exit();
        }

        @Actor
        public void closer(Busy s, ZLL_Result r) {
            r.r2 = s.gate.close();
        }

        @Arbiter
        public void end(Busy s, ZLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "exit", second = "exit")
    @Description("The last two operations leave a closing heap.")
    @Outcome(id = "true, false, CLOSED inFlight=0", expect = ACCEPTABLE,
            desc = "the first one is the last out and ends the heap")
    @Outcome(id = "false, true, CLOSED inFlight=0", expect = ACCEPTABLE,
            desc = "the second one is the last out and ends the heap")
    @Outcome(expect = FORBIDDEN, desc = "ended twice or by nobody")
    public static class ExitExit {
        @Actor
        public void first(LastTwo s, ZZL_Result r) {
            r.r1 = s.gate.exit();
        }

        @Actor
        public void second(LastTwo s, ZZL_Result r) {
            r.r2 = s.gate.exit();
        }

        @Arbiter
        public void end(LastTwo s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "enter", second = "exit")
    @Description("An operation would enter while the last one leaves a closing heap.")
    @Outcome(id = "false, true, CLOSED inFlight=0", expect = ACCEPTABLE,
            desc = "in either order: nothing enters, and the last operation out ends the heap")
    @Outcome(expect = FORBIDDEN, desc = "entered a closed heap, or the end was lost")
    public static class EnterLastExit {
        @Actor
        public void late(LastOne s, ZZL_Result r) {
            r.r1 = s.gate.enter();
        }

        @Actor
        public void last(LastOne s, ZZL_Result r) {
            r.r2 = s.gate.exit();
        }

        @Arbiter
        public void end(LastOne s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "enter", second = "exit")
    @Description("One operation enters and one leaves an open heap.")
    @Outcome(id = "true, false, OPEN inFlight=1", expect = ACCEPTABLE, desc = "in either order: both are counted")
    @Outcome(expect = FORBIDDEN, desc = "a change lost")
    public static class EnterExit {
        @Actor
        public void first(Busy s, ZZL_Result r) {
            r.r1 = s.gate.enter();
        }

        @Actor
        public void second(Busy s, ZZL_Result r) {
            r.r2 = s.gate.exit();
        }

        @Arbiter
        public void end(Busy s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "enter", second = "enter")
    @Description("Two operations enter.")
    @Outcome(id = "true, true, OPEN inFlight=2", expect = ACCEPTABLE, desc = "both are counted")
    @Outcome(expect = FORBIDDEN, desc = "one of them is not counted, or refused")
    public static class EnterEnter {
        @Actor
        public void first(Idle s, ZZL_Result r) {
            r.r1 = s.gate.enter();
        }

        @Actor
        public void second(Idle s, ZZL_Result r) {
            r.r2 = s.gate.enter();
        }

        @Arbiter
        public void end(Idle s, ZZL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "close", second = "close")
    @Description("Two closes of an idle heap.")
    @Outcome(id = "DONE, ALREADY, CLOSED inFlight=0", expect = ACCEPTABLE, desc = "the first one closes and ends it")
    @Outcome(id = "ALREADY, DONE, CLOSED inFlight=0", expect = ACCEPTABLE, desc = "the second one closes and ends it")
    @Outcome(expect = FORBIDDEN, desc = "ended twice or by nobody")
    public static class CloseClose {
        @Actor
        public void first(Idle s, LLL_Result r) {
            r.r1 = s.gate.close();
        }

        @Actor
        public void second(Idle s, LLL_Result r) {
            r.r2 = s.gate.close();
        }

        @Arbiter
        public void end(Idle s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = "close", second = "close")
    @Description("Two closes of a heap with an operation in flight.")
    @Outcome(id = "PENDING, ALREADY, CLOSING inFlight=1", expect = ACCEPTABLE,
            desc = "the first one closes; the end waits for the exit")
    @Outcome(id = "ALREADY, PENDING, CLOSING inFlight=1", expect = ACCEPTABLE,
            desc = "the second one closes; the end waits for the exit")
    @Outcome(expect = FORBIDDEN, desc = "ended with an operation in flight, or closed by both")
    public static class CloseCloseBusy {
        @Actor
        public void first(Busy s, LLL_Result r) {
            r.r1 = s.gate.close();
        }

        @Actor
        public void second(Busy s, LLL_Result r) {
            r.r2 = s.gate.close();
        }

        @Arbiter
        public void end(Busy s, LLL_Result r) {
            r.r3 = s.end();
        }
    }

    @JCStressTest
    @Race(first = {"enter", "exit"}, second = "close")
    @Description("Plain use of what the heap has, between enter and exit, meets its end.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "entered: it was there; ended once")
    @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "refused; ended once")
    @Outcome(expect = FORBIDDEN, desc = "used after the end, or not ended exactly once")
    @State
    public static class UseEnd extends Idle {
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
