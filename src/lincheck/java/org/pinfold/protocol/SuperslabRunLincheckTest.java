package org.pinfold.protocol;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.SuperslabRunSpecification;

/**
 * Runs across the border of two words against runs beside it.
 *
 * <p>{@link SuperslabRun} may refuse a claim because another one was half done, and need not find the lowest run while
 * others come and go. So a claim's answer is not compared; what is compared is that a run is nobody else's when it is
 * got, and at the end every superslab must be free or in one hand.
 */
class SuperslabRunLincheckTest extends ProtocolCheck {
    SuperslabRunLincheckTest() {
        super(Operations.class, Broken.class, SuperslabRunSpecification.class);
    }

    /** The lower half is taken: the only place of a wide run spans both words. */
    public static class Operations {
        private static final int WIDE = 34;
        private static final int NARROW = 4;
        private static final int ALL = 2 * WIDE;

        final SuperslabRun map = new SuperslabRun(ALL);
        private final Marks marks = new Marks();
        /** The runs of each thread, length and first superslab in turn. */
        private final Hand[] runs = Hand.ofThreads();

        public Operations() {
            keep(map.claim(WIDE, 1, 0), WIDE, 1);
        }

        @Operation
        public boolean claimWide(@Param(gen = ThreadIdGen.class) int thread) {
            return keep(claim(WIDE, 1), WIDE, thread);
        }

        @Operation
        public boolean claimNarrow(@Param(gen = ThreadIdGen.class) int thread) {
            return keep(claim(NARROW, Long.SIZE), NARROW, thread);
        }

        @Operation
        public boolean giveBack(@Param(gen = ThreadIdGen.class) int thread) {
            if (runs[thread].size() > 0) {
                int first = runs[thread].take();
                int length = runs[thread].take();
                marks.remove(first, first + length);
                map.giveBack(first, length);
            }
            return true;
        }

        /** Free and in hands makes all, and when all have come back, they are one run. */
        @Validate
        public void conserved() {
            if (map.countFree() + marks.count() != ALL) {
                throw new IllegalStateException(map.countFree() + " free and " + marks.count() + " claimed");
            }
            for (int thread = 0; thread < runs.length; thread++) {
                while (runs[thread].size() > 0) {
                    giveBack(thread);
                }
            }
            if (map.claim(ALL, 1, 0) != 0) {
                throw new IllegalStateException("not one run again: " + map.countFree() + " free");
            }
        }

        int claim(int length, int alignment) {
            return map.claim(length, alignment, 0);
        }

        /** Whether nobody else has the run; true as well where there is none. */
        private boolean keep(int first, int length, int thread) {
            if (first == SuperslabRun.NONE) {
                return true;
            }
            runs[thread].add(length);
            runs[thread].add(first);
            return marks.mark(first, first + length);
        }
    }

    /** Puts together a wide run from two halves, and leaves the first one claimed if the second is gone. */
    public static class Broken extends Operations {
        @Override
        int claim(int length, int alignment) {
            int first = map.claim(length / 2, alignment, 0);
            int second = map.claim(length - length / 2, 1, 0);
            return first != SuperslabRun.NONE && second == first + length / 2 ? first : SuperslabRun.NONE;
        }
    }
}
