package org.pinfold.heap;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.HeapCheck;

/** Threads that end, and others that need what they have left, when there is no more memory than that. */
class ThreadExitLincheckTest extends HeapCheck {
    ThreadExitLincheckTest() {
        super(Operations.class, Broken.class,
                "trim|malloc",
                "malloc|malloc",
                "free exit|trim malloc",
                "free exit|malloc|trim",
                "exit malloc|exit malloc");
    }

    public static class Operations {
        final HeapInHands heap;

        public Operations() {
            this(new HeapInHands(HeapInHands.SCARCE));
        }

        Operations(HeapInHands heap) {
            this.heap = heap;
        }

        @Operation
        public String malloc(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.malloc(thread);
        }

        @Operation
        public String free(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.free(thread);
        }

        @Operation
        public String exit(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.exit(thread);
        }

        @Operation
        public String trim(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.trim(thread);
        }

        @Validate
        public void isConserved() {
            heap.assertConserved();
        }
    }

    /** Threads go on after they have said that they have ended. */
    public static class Broken extends Operations {
        @Override
        public String exit(int thread) {
            return heap.endTooEarly(thread);
        }
    }
}
