package org.pinfold.protocol;

import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.SlabPurgeSpecification;

/**
 * Purgers of a listed slab of three blocks, while others free, adopt and refill. To take and to bring home are
 * operations of their own: between the two a purger has its blocks to itself, and anything may happen to the others.
 */
class SlabPurgeLincheckTest extends ProtocolCheck {
    SlabPurgeLincheckTest() {
        super(Operations.class, Broken.class, SlabPurgeSpecification.class);
    }

    /** Listed, with two of three blocks carved: the first thread has one, the other is home. */
    public static class Operations {
        final SlabInHands hands = new SlabInHands(3, 2);

        public Operations() {
            hands.push(1, 2);
            BatchRefill.unhold(hands.slab);
        }

        /** How many blocks the thread has taken for a purge by now; who has some takes no more. */
        @Operation
        public int take(@Param(gen = BooleanGen.class) boolean rest, @Param(gen = ThreadIdGen.class) int thread) {
            if (hands.taken(thread) == 0) {
                hands.keep(take(rest), rest, thread);
            }
            return hands.taken(thread);
        }

        /** One of the two chains that a purge has. */
        @Operation
        public String bringHome(@Param(gen = ThreadIdGen.class) int thread) {
            return hands.bringHome(thread);
        }

        @Operation
        public int refill(@Param(gen = ThreadIdGen.class) int thread) {
            return hands.refill(1, thread);
        }

        @Operation
        public String free(@Param(gen = ThreadIdGen.class) int thread) {
            return hands.push(1, thread);
        }

        @Operation
        public boolean hold() {
            return BatchRefill.hold(hands.slab);
        }

        @Validate
        public void conserved() {
            hands.assertConserved();
        }

        long take(boolean rest) {
            return SlabPurge.take(hands.slab, rest);
        }
    }

    /** Looks what there is to take, and sets the word afterwards, whatever it has become. */
    public static class Broken extends Operations {
        @Override
        long take(boolean rest) {
            long word = hands.slab.getVolatile();
            long next = SlabPurge.nextTake(word, hands.slab.capacity(), rest);
            if (next == SlabWord.REFUSED) {
                return next;
            }
            long now;
            do {
                now = hands.slab.getVolatile();
            } while (!hands.slab.compareAndSet(now, next));
            return word;
        }
    }
}
