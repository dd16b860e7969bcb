package org.pinfold.protocol;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.PinGuardSpecification;

/** A superslab that is pinned, retired, released by whoever is told to, and opened again by that one. */
class PinGuardLincheckTest extends ProtocolCheck {
    PinGuardLincheckTest() {
        super(Operations.class, Broken.class, PinGuardSpecification.class);
    }

    /** Live in generation 0, no pins. */
    public static class Operations {
        private static final int NOTHING = -1;

        final PinGuard guard = new PinGuard();
        /** The generation whose memory is there; written by the releaser alone. */
        private volatile long mapped;
        /** The generations that each thread has pinned. */
        private final Hand[] pinned = Hand.ofThreads();
        /** One thing in the hand of the thread that has given the memory back and may open the guard again. */
        private final Hand[] released = Hand.ofThreads();

        @Operation
        public String pin(@Param(gen = IntGen.class, conf = "0:1") int generation,
                @Param(gen = ThreadIdGen.class) int thread) {
            if (!tryPin(generation)) {
                return "REFUSED";
            }
            pinned[thread].add(generation);
            return seen(generation);
        }

        @Operation
        public String unpin(@Param(gen = ThreadIdGen.class) int thread) {
            if (pinned[thread].size() == 0) {
                return "NO PIN";
            }
            String seen = seen(pinned[thread].take());
            if (guard.unpin()) {
                release(thread);
                return seen + ", RELEASED";
            }
            return seen;
        }

        @Operation
        public String retire(@Param(gen = IntGen.class, conf = "0:1") int generation,
                @Param(gen = ThreadIdGen.class) int thread) {
            PinGuard.Retirement retirement = guard.retire(generation);
            if (retirement == PinGuard.Retirement.RELEASED) {
                release(thread);
            }
            return retirement.name();
        }

        @Operation
        public long reopen(@Param(gen = ThreadIdGen.class) int thread) {
            if (released[thread].size() == 0) {
                return NOTHING;
            }
            released[thread].take();
            mapped = guard.generation() + 1;
            return guard.reopen();
        }

        /** No retired guard without pins waits for somebody, and the pins are those in the threads' hands. */
        @Validate
        public void nobodyIsForgotten() {
            long word = guard.getVolatile();
            int pins = 0;
            for (Hand hand : pinned) {
                pins += hand.size();
            }
            boolean forgotten = PinGuard.state(word) == PinGuard.RETIRING && pins == 0;
            if (forgotten || PinGuard.pins(word) != pins) {
                throw new IllegalStateException(PinGuard.toString(word) + ", but " + pins + " in hands");
            }
        }

        boolean tryPin(int generation) {
            return guard.tryPin(generation);
        }

        private void release(int thread) {
            mapped = NOTHING;
            released[thread].add(0);
        }

        /** What a thread with a pin finds at the address. */
        private String seen(int generation) {
            return mapped == generation ? "MEMORY" : "GONE";
        }
    }

    /** Looks at the state, then pins whatever generation there is. */
    public static class Broken extends Operations {
        @Override
        boolean tryPin(int generation) {
            long word = guard.getVolatile();
            boolean open = PinGuard.state(word) == PinGuard.LIVE && PinGuard.generation(word) == generation;
            return open && guard.tryPin(guard.generation());
        }
    }
}
