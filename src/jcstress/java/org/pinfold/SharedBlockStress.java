package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link SharedBlock}: its memory goes back once, never under a reader, and with what he wrote. */
public final class SharedBlockStress {
    /** Of a reader who got no pin. */
    private static final int TOO_LATE = -1;
    /** What is in the memory after it has gone back. */
    private static final int GONE = 0;

    private SharedBlockStress() {
    }

    /** A block that nobody reads. */
    @State
    public static class Idle {
        final AtomicInteger givenBack = new AtomicInteger();
        final SharedBlock block = new SharedBlock(MemorySegment.NULL, this::giveBack);
        /** Plain: pins order what is done to it. */
        int content = 1;
        /** What whoever gave the memory back found in it. */
        int left;

        private void giveBack(long address) {
            left = content;
            content = GONE;
            givenBack.incrementAndGet();
        }

        static boolean succeeds(Runnable call) {
            try {
                call.run();
                return true;
            } catch (HeapMisuseException e) {
                return false;
            }
        }
    }

    /** One that two read. */
    @State
    public static class Read extends Idle {
        final SharedBlock.Pin pin = block.pin();
        final SharedBlock.Pin other = block.pin();
    }

    /** One that two read, and that was freed. */
    @State
    public static class Freed extends Read {
        public Freed() {
            block.free();
        }
    }

    /** One that somebody reads, and that was freed. */
    @State
    public static class NearlyGone extends Freed {
        public NearlyGone() {
            other.close();
        }
    }

    @JCStressTest
    @Description("A reader comes, reads, writes and leaves while the owner frees.")
    @Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "pin before free: whoever gives it back sees what was written")
    @Outcome(id = "-1, 1, 1", expect = ACCEPTABLE, desc = "free before pin: the reader came too late")
    @Outcome(expect = FORBIDDEN, desc = "given back under the reader, without what he wrote, twice, or never")
    public static class UseFree {
        @Actor
        public void reader(Idle s, III_Result r) {
            if (!s.block.tryPin()) {
                r.r1 = TOO_LATE;
                return;
            }
            r.r1 = s.content;
            s.content = 2;
            s.block.unpin();
        }

        @Actor
        public void owner(Idle s) {
            s.block.free();
        }

        @Arbiter
        public void end(Idle s, III_Result r) {
            r.r2 = s.left;
            r.r3 = s.givenBack.get();
        }
    }

    @JCStressTest
    @Description("One of two readers leaves while the owner frees.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "in either order: the other one reads on")
    @Outcome(expect = FORBIDDEN, desc = "a pin lost, or given back under the other reader")
    public static class LeaveFree {
        @Actor
        public void reader(Read s) {
            s.pin.close();
        }

        @Actor
        public void owner(Read s) {
            s.block.free();
        }

        @Arbiter
        public void end(Read s, II_Result r) {
            r.r1 = (int) s.block.pins();
            r.r2 = s.givenBack.get();
        }
    }

    @JCStressTest
    @Description("The two readers of a freed block leave.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "whoever comes last gives it back")
    @Outcome(expect = FORBIDDEN, desc = "a pin lost, or given back twice or never")
    public static class LeaveLeave {
        @Actor
        public void one(Freed s) {
            s.pin.close();
        }

        @Actor
        public void other(Freed s) {
            s.other.close();
        }

        @Arbiter
        public void end(Freed s, II_Result r) {
            r.r1 = (int) s.block.pins();
            r.r2 = s.givenBack.get();
        }
    }

    @JCStressTest
    @Description("A reader comes to a freed block while the last one leaves.")
    @Outcome(id = "false, 0, 1", expect = ACCEPTABLE, desc = "in either order: a freed block takes no pin")
    @Outcome(expect = FORBIDDEN, desc = "the block came back to life, or its end was lost")
    public static class PinLeave {
        @Actor
        public void late(NearlyGone s, ZII_Result r) {
            r.r1 = s.block.tryPin();
        }

        @Actor
        public void last(NearlyGone s) {
            s.pin.close();
        }

        @Arbiter
        public void end(NearlyGone s, ZII_Result r) {
            r.r2 = (int) s.block.pins();
            r.r3 = s.givenBack.get();
        }
    }

    @JCStressTest
    @Description("Two threads free a block.")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the first one did")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "the second one did")
    @Outcome(expect = FORBIDDEN, desc = "both did or none, or given back twice or never")
    public static class FreeFree {
        @Actor
        public void one(Idle s, ZZI_Result r) {
            r.r1 = Idle.succeeds(s.block::free);
        }

        @Actor
        public void other(Idle s, ZZI_Result r) {
            r.r2 = Idle.succeeds(s.block::free);
        }

        @Arbiter
        public void end(Idle s, ZZI_Result r) {
            r.r3 = s.givenBack.get();
        }
    }

    @JCStressTest
    @Description("Two threads close one pin while there is another one: the pins left.")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the first one did")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "the second one did")
    @Outcome(expect = FORBIDDEN, desc = "somebody else's pin was dropped, or none")
    public static class CloseClose {
        @Actor
        public void one(Read s, ZZI_Result r) {
            r.r1 = Idle.succeeds(s.pin::close);
        }

        @Actor
        public void other(Read s, ZZI_Result r) {
            r.r2 = Idle.succeeds(s.pin::close);
        }

        @Arbiter
        public void end(Read s, ZZI_Result r) {
            r.r3 = (int) s.block.pins();
        }
    }
}
