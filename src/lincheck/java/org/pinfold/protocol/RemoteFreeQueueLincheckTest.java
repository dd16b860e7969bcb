package org.pinfold.protocol;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.RemoteFreeQueueSpecification;

/**
 * Chains of one or two blocks that come home to a slab of six, against a holder that comes, drains and goes.
 *
 * <p>Admission is looked at by itself, on a block that every thread believes to have, as after frees that raced.
 */
class RemoteFreeQueueLincheckTest extends ProtocolCheck {
    RemoteFreeQueueLincheckTest() {
        super(Operations.class, Broken.class, RemoteFreeQueueSpecification.class);
    }

    /** Held and all carved: each thread has two blocks in its hand. */
    public static class Operations {
        final SlabInHands hands = new SlabInHands(6, 6);
        private final SlabWord another = new SlabWord(0, 1);
        /** One thing in the hand of the thread that has admitted the block of the other slab. */
        private final Hand[] admitted = Hand.ofThreads();

        @Operation
        public String push(@Param(gen = IntGen.class, conf = "1:2") int blocks,
                @Param(gen = ThreadIdGen.class) int thread) {
            return hands.push(blocks, thread);
        }

        @Operation
        public int drain(@Param(gen = ThreadIdGen.class) int thread) {
            return hands.refill(0, thread);
        }

        @Operation
        public boolean hold() {
            return BatchRefill.hold(hands.slab);
        }

        @Operation
        public String unhold() {
            return BatchRefill.unhold(hands.slab).name();
        }

        /** Admits the block that every thread has, or takes it off again. */
        @Operation
        public String admit(@Param(gen = ThreadIdGen.class) int thread) {
            if (admitted[thread].size() > 0) {
                BatchRefill.unlink(another, admitted[thread].take());
                return "OFF";
            }
            if (!RemoteFreeQueue.admit(another, 0)) {
                return "REFUSED";
            }
            admitted[thread].add(0);
            return "ADMITTED";
        }

        @Validate
        public void conserved() {
            hands.assertConserved();
        }
    }

    /** Says that nothing is home when another thread was quicker. */
    public static class Broken extends Operations {
        @Override
        public int drain(int thread) {
            long word = hands.slab.getVolatile();
            if (SlabWord.state(word) != SlabWord.HELD) {
                return -1;
            }
            return word == hands.slab.getVolatile() ? hands.refill(0, thread) : 0;
        }
    }
}
