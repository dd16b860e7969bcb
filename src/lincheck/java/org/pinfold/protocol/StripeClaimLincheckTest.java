package org.pinfold.protocol;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.StripeClaimSpecification;

/** A stripe with a plain counter in it, which each claimant reads when it comes and writes when it goes. */
class StripeClaimLincheckTest extends ProtocolCheck {
    StripeClaimLincheckTest() {
        super(Operations.class, Broken.class, StripeClaimSpecification.class);
    }

    /** Free, and never released. */
    public static class Operations {
        private static final int REFUSED = -1;

        final StripeClaim stripe = new StripeClaim();
        /** How often the stripe was released; plain, since only the claimant touches it. */
        private int releases;
        /** One thing, what the counter showed, in the hand of the thread that has the stripe. */
        private final Hand[] claimed = Hand.ofThreads();

        @Operation
        public int claim(@Param(gen = ThreadIdGen.class) int thread) {
            if (!stripe.tryClaim(thread)) {
                return REFUSED;
            }
            claimed[thread].add(releases);
            return releases;
        }

        /** Also of a stripe that the thread does not have, or has released before. */
        @Operation
        public boolean release(@Param(gen = ThreadIdGen.class) int thread) {
            if (claimed[thread].size() > 0) {
                releases = claimed[thread].take() + 1;
            }
            return tryRelease(thread);
        }

        boolean tryRelease(int thread) {
            return stripe.release(thread);
        }
    }

    /** Releases in the name of whoever has it. */
    public static class Broken extends Operations {
        @Override
        boolean tryRelease(int thread) {
            return stripe.release(1) || stripe.release(2) || stripe.release(3);
        }
    }
}
