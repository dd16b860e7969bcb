package org.pinfold.protocol;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.SpanMapSpecification;

/** Runs so long that few fit: claimed anywhere, claimed at a place, and returned by whoever has them. */
class SpanMapLincheckTest extends ProtocolCheck {
    SpanMapLincheckTest() {
        super(Operations.class, Broken.class, SpanMapSpecification.class);
    }

    /** All free. */
    public static class Operations {
        private static final int SIXTEENTH = 16;

        final SpanMap map = new SpanMap();
        /** The runs of each thread, length and first unit in turn. */
        private final Hand[] runs = Hand.ofThreads();

        @Operation
        public int claim(@Param(gen = IntGen.class, conf = "15:25") int units,
                @Param(gen = IntGen.class, conf = "3:5") int logAlignment,
                @Param(gen = ThreadIdGen.class) int thread) {
            int first = claim(units, 1 << logAlignment);
            if (first != SpanMap.NONE) {
                keep(first, units, thread);
            }
            return first;
        }

        @Operation
        public boolean claimAt(@Param(gen = IntGen.class, conf = "0:3") int place,
                @Param(gen = ThreadIdGen.class) int thread) {
            boolean claimed = map.claimAt(place * SIXTEENTH, SIXTEENTH);
            if (claimed) {
                keep(place * SIXTEENTH, SIXTEENTH, thread);
            }
            return claimed;
        }

        @Operation
        public boolean giveBack(@Param(gen = ThreadIdGen.class) int thread) {
            if (runs[thread].size() == 0) {
                return false;
            }
            int first = runs[thread].take();
            return map.giveBack(first, runs[thread].take());
        }

        int claim(int units, int alignment) {
            return map.claim(units, alignment);
        }

        private void keep(int first, int units, int thread) {
            runs[thread].add(units);
            runs[thread].add(first);
        }
    }

    /** Looks for a run, then claims it, and says that it has it in any case. */
    public static class Broken extends Operations {
        @Override
        int claim(int units, int alignment) {
            int first = SpanMap.lowestRun(map.getVolatile(), units, alignment);
            if (first != SpanMap.NONE) {
                map.claimAt(first, units);
            }
            return first;
        }
    }
}
