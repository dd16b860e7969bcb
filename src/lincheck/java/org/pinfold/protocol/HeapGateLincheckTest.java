package org.pinfold.protocol;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.protocol.HeapGate.Closing;
import org.pinfold.specs.sequential.HeapGateSpecification;

/** A heap that is entered, left, closed, and ended by whoever is told to. */
class HeapGateLincheckTest extends ProtocolCheck {
    HeapGateLincheckTest() {
        super(Operations.class, Broken.class, HeapGateSpecification.class);
    }

    /** Open, with an operation of thread 1 in flight: so more of the short scenarios come to close a busy heap. */
    public static class Operations {
        final HeapGate gate = new HeapGate();
        /** Whether what the heap had was given back; written by whoever ends it. */
        private volatile boolean ended;
        /** One thing for each operation that a thread has in flight. */
        private final Hand[] inFlight = Hand.ofThreads();

        public Operations() {
            enter(1);
        }

        @Operation
        public String enter(@Param(gen = ThreadIdGen.class) int thread) {
            if (!gate.enter()) {
                return "REFUSED";
            }
            inFlight[thread].add(0);
            return seen();
        }

        @Operation
        public String exit(@Param(gen = ThreadIdGen.class) int thread) {
            if (inFlight[thread].size() == 0) {
                return "NOT ENTERED";
            }
            String seen = seen();
            inFlight[thread].take();
            if (gate.exit()) {
                end();
                return seen + ", ENDED";
            }
            return seen;
        }

        @Operation
        public String close() {
            Closing closing = gate.close();
            if (closing == Closing.DONE) {
                end();
            }
            return closing.name();
        }

        @Operation
        public boolean isOpen() {
            return gate.isOpen();
        }

        /** The operations in flight are those in the threads' hands, and without any a closed heap has ended. */
        @Validate
        public void nobodyIsForgotten() {
            long word = gate.getVolatile();
            int operations = 0;
            for (Hand hand : inFlight) {
                operations += hand.size();
            }
            boolean end = HeapGate.state(word) != HeapGate.OPEN && operations == 0;
            if (ended != end || HeapGate.inFlight(word) != operations) {
                throw new IllegalStateException(HeapGate.toString(word) + ", but " + operations + " in hands, and "
                        + (ended ? "ended" : "not ended"));
            }
        }

        void end() {
            ended = true;
        }

        /** What an operation in flight finds. */
        private String seen() {
            return ended ? "GONE" : "HEAP";
        }
    }

    /** Ends the heap first if nothing is in flight, and closes the gate afterwards: an operation enters in between. */
    public static class Broken extends Operations {
        @Override
        public String close() {
            if (HeapGate.inFlight(gate.getVolatile()) == 0) {
                end();
            }
            return gate.close().name();
        }
    }
}
