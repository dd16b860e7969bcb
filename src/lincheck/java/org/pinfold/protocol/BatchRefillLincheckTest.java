package org.pinfold.protocol;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.BatchRefillSpecification;

/** The holder's side of a slab of three blocks, with single blocks coming home. A hold is a hint: anybody refills. */
class BatchRefillLincheckTest extends ProtocolCheck {
    BatchRefillLincheckTest() {
        super(Operations.class, Broken.class, BatchRefillSpecification.class);
    }

    /** Held, with one of three blocks carved, which the first thread has. */
    public static class Operations {
        final SlabInHands hands = new SlabInHands(3, 1);

        @Operation
        public boolean hold() {
            return BatchRefill.hold(hands.slab);
        }

        @Operation
        public int refill(@Param(gen = IntGen.class, conf = "1:3") int want,
                @Param(gen = ThreadIdGen.class) int thread) {
            return hands.refill(want, thread);
        }

        @Operation
        public String unhold() {
            return BatchRefill.unhold(hands.slab).name();
        }

        @Operation
        public String retire() {
            return BatchRefill.retire(hands.slab).name();
        }

        @Operation
        public String free(@Param(gen = ThreadIdGen.class) int thread) {
            return hands.push(1, thread);
        }

        @Validate
        public void conserved() {
            hands.assertConserved();
        }
    }

    /** Looks whether the slab is listed, and holds it afterwards, whatever it has become. */
    public static class Broken extends Operations {
        @Override
        public boolean hold() {
            if (SlabWord.state(hands.slab.getVolatile()) != SlabWord.LISTED) {
                return false;
            }
            long word;
            do {
                word = hands.slab.getVolatile();
            } while (!hands.slab.compareAndSet(word, SlabWord.withState(word, SlabWord.HELD)));
            return true;
        }
    }
}
